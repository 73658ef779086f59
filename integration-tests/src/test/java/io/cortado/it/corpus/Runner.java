package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Runs all cases of one app in one lane and gives their transcripts. */
final class Runner {
  /** {@code -Dcorpus.cortado=../bin/cortado} names a launcher; without it Cortado is started from the class path. */
  private static final String CORTADO = System.getProperty("corpus.cortado", "");

  /** {@code -Dcorpus.embedded=false} starts every app by the launcher, as a user does. */
  private static final boolean EMBEDDED = Boolean.parseBoolean(System.getProperty("corpus.embedded", "true"));

  /** An app that lets so many cases run into the client's timeout is not asked for the rest. */
  private static final int SILENT_CASES = 2;

  private final Lane lane;

  Runner(Lane lane) {
    this.lane = lane;
  }

  /** What goes on, from the app's start to its end, while the cases run. */
  interface Beside {
    void end();
  }

  Map<String, String> run(CorpusApp app) throws IOException, InterruptedException {
    return run(app, port -> () -> {});
  }

  Map<String, String> run(CorpusApp app, IntFunction<Beside> beside) throws IOException, InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>();
    if (app.cases(lane).isEmpty()) {
      return answers;
    }
    Path folder = Workspace.lay(app, lane);
    QuickWays.forget(app, lane);
    try (RunningApp process = start(app, folder)) {
      Beside other = beside.apply(process.port());
      try {
        ask(app, process, folder, answers);
      } finally {
        other.end();
      }
    }
    return answers;
  }

  private void ask(CorpusApp app, RunningApp process, Path folder, Map<String, String> answers)
      throws IOException, InterruptedException {
    var client = new RawHttpClient(process.port());
    int silent = 0;
    for (CorpusCase c : app.cases(lane)) {
      boolean logged = c.directives().containsKey("log");
      int mark = logged ? process.quietMark() : 0;
      long start = System.nanoTime();
      String text = new Transcript(c, folder).render(client.run(c));
      if (System.nanoTime() - start >= RawHttpClient.TIMEOUT_MILLIS * 1_000_000L && ++silent == SILENT_CASES) {
        throw new IOException(app.name() + " does not answer any more, after " + c.name() + "\n" + process.stacks());
      }
      if (logged) {
        text += log(process.since(mark), folder, app.banner());
      }
      answers.put(c.name(), text);
    }
  }

  private RunningApp start(CorpusApp app, Path folder) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(app.environment());
    environment.putAll(QuickWays.environment(app, lane));
    if (EMBEDDED && !lane.onNode() && !app.comparesOutput()) {
      return EmbeddedApp.start(folder.resolve(app.mainFile()), app.arguments(), environment);
    }
    return AppProcess.start(command(app), folder, environment);
  }

  private List<String> command(CorpusApp app) {
    List<String> command = new ArrayList<>(lane.onNode() ? List.of("node") : launcher());
    command.add(app.mainFile());
    command.addAll(app.arguments());
    return command;
  }

  /** The command that starts Cortado, without arguments. */
  static List<String> launcher() {
    if (!CORTADO.isEmpty()) {
      return List.of(Path.of(CORTADO).toAbsolutePath().normalize().toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xss64m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "-cp", System.getProperty("java.class.path"), "io.cortado.DevMain");
  }

  /** Printed lines without stack frames, which differ between engines by right. */
  static String log(List<String> lines, Path folder, String banner) {
    var out = new StringBuilder();
    // Nothing keeps the order between two streams.
    for (String line : lines.stream().sorted(Comparator.comparing(l -> l.startsWith("err"))).toList()) {
      if (!line.matches("(out|err)     ?at .*") && !line.equals("out " + banner)) {
        out.append("log ").append(line.replace(folder.toString(), "<dir>")).append('\n');
      }
    }
    return out.toString();
  }
}
