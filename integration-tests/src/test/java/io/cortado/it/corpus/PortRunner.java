package io.cortado.it.corpus;

import io.cortado.it.support.SampleLane;
import io.cortado.mongo.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts ports on Node or on Cortado as {@code npm start} would, and gives the transcripts of their cases. */
final class PortRunner implements AutoCloseable {
  /** {@code -Dports.cortado="COMMAND WORDS"} starts another Cortado than the distribution of the source tree. */
  private static final String CORTADO = System.getProperty("ports.cortado", "");

  /** A port that lets so many cases run into the client's timeout is not asked for the rest. */
  private static final int SILENT_CASES = 2;

  private final boolean onNode;
  private final EmbeddedServer database = EmbeddedServer.start(0, null);

  PortRunner(boolean onNode) {
    this.onNode = onNode;
  }

  Map<String, String> run(Port port) throws IOException, InterruptedException {
    Path folder = port.bare() && !onNode ? PortFolder.bare(port) : PortFolder.installed(port);
    String uri = database.uri() + "/" + port.name().replace('.', '_');
    Map<String, String> environment = port.environment(uri);
    if (onNode) {
      environment.put("npm_package_name", port.packageName());
    }
    try (AppProcess process = AppProcess.start(command(port), folder, environment)) {
      return new Run(port, folder, process).answers();
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private List<String> command(Port port) throws InterruptedException {
    if (onNode) {
      return port.startScript();
    }
    List<String> command = new ArrayList<>();
    if (CORTADO.isEmpty()) {
      command.add(SampleLane.prepared());
    } else {
      command.addAll(List.of(CORTADO.split(" ")));
    }
    command.add(".");
    return command;
  }

  /** The cases of one process, one after the other. */
  private record Run(Port port, Path folder, AppProcess process) {

    Map<String, String> answers() throws IOException, InterruptedException {
      Map<String, String> answers = new LinkedHashMap<>();
      Map<String, String> captured = new HashMap<>();
      var client = new RawHttpClient(process.port());
      int silent = 0;
      for (int i = 0; i < port.cases(captured).size(); i++) {
        CorpusCase c = port.cases(captured).get(i);
        boolean logged = c.directives().containsKey("log");
        int mark = logged ? process.quietMark() : 0;
        long start = System.nanoTime();
        List<Conversation> conversations;
        try {
          conversations = client.run(c);
        } catch (IOException e) {
          throw new IOException(c.name() + ": " + e.getMessage() + "\n" + printed(), e);
        }
        if (System.nanoTime() - start >= RawHttpClient.TIMEOUT_MILLIS * 1_000_000L && ++silent == SILENT_CASES) {
          throw new IOException(port.name() + " does not answer any more, after " + c.name() + "\n" + printed());
        }
        capture(c, conversations, captured);
        var masks = new Masks(captured);
        String text = new Transcript(c, folder, masks).render(conversations);
        if (logged) {
          text += masks.apply(c.vary(), Runner.log(process.since(mark), folder, "")).text();
        }
        answers.put(c.name(), text);
        if (text.equals("= closed\n") && !process.alive()) {
          throw new IOException(port.name() + " has ended, after " + c.name() + "\n" + printed());
        }
      }
      return answers;
    }

    private String printed() throws InterruptedException {
      return String.join("\n", process.since(0));
    }

    /** {@code # capture NAME: expression} keeps the first group of what the expression finds in the answer. */
    private static void capture(CorpusCase c, List<Conversation> conversations, Map<String, String> captured) {
      var all = new StringBuilder();
      for (Conversation conversation : conversations) {
        for (HttpMessage message : conversation.messages()) {
          all.append(String.join("\n", message.head())).append("\n\n");
          all.append(new String(message.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
      }
      c.directives().forEach((key, expression) -> {
        if (key.startsWith("capture ")) {
          Matcher found = Pattern.compile(expression).matcher(all);
          if (found.find()) {
            captured.put(key.substring("capture ".length()), found.group(1));
          }
        }
      });
    }
  }
}
