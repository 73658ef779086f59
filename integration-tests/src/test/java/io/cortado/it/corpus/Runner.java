package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs all cases of one app in one lane and gives their transcripts. */
final class Runner {
  private static final Path CORTADO =
      Path.of(System.getProperty("corpus.cortado", "../bin/cortado")).toAbsolutePath().normalize();

  private final Lane lane;

  Runner(Lane lane) {
    this.lane = lane;
  }

  Map<String, String> run(CorpusApp app) throws IOException, InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>();
    List<CorpusCase> cases = app.cases(lane.major());
    if (cases.isEmpty()) {
      return answers;
    }
    Path folder = Workspace.lay(app, lane);
    try (AppProcess process = AppProcess.start(command(app), folder, app.environment())) {
      var client = new RawHttpClient(process.port());
      for (CorpusCase c : cases) {
        boolean logged = c.directives().containsKey("log");
        int mark = logged ? process.quietMark() : 0;
        String text = new Transcript(c, folder).render(client.run(c));
        if (logged) {
          text += log(process.since(mark), folder);
        }
        answers.put(c.name(), text);
      }
    }
    return answers;
  }

  private List<String> command(CorpusApp app) {
    List<String> command = new ArrayList<>(lane.onNode() ? List.of("node") : List.of(CORTADO.toString()));
    command.add(app.mainFile());
    command.addAll(app.arguments());
    return command;
  }

  /** Printed lines without stack frames, which differ between engines by right. */
  private static String log(List<String> lines, Path folder) {
    var out = new StringBuilder();
    for (String line : lines) {
      if (!line.matches("(out|err)     ?at .*")) {
        out.append("log ").append(line.replace(folder.toString(), "<dir>")).append('\n');
      }
    }
    return out.toString();
  }
}
