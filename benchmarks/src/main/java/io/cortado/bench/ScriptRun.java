package io.cortado.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script that runs to its end and prints figures, one a line: a name and a number. */
final class ScriptRun {
  private static final Pattern FIGURE = Pattern.compile("(\\w+) (\\d+(?:\\.\\d+)?)");
  private static final int LIMIT_SECONDS = 120;

  private final Contender runtime;
  private final String script;

  ScriptRun(Contender runtime, String script) {
    this.runtime = runtime;
    this.script = script;
  }

  /** Adds what the script prints, and how long it took until its last line. */
  void run(Samples samples) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("cortado-bench", ".log");
    try {
      ProcessBuilder builder = runtime.process(runtime.command(script)).redirectError(errors.toFile());
      long begin = System.nanoTime();
      Process process = builder.start();
      // What hangs would hold the reader below.
      Thread guard = Thread.ofVirtual().start(() -> end(process));
      Map<String, Double> figures = new TreeMap<>();
      try (BufferedReader lines = process.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          figures.put("seconds", (System.nanoTime() - begin) / 1e9);
          figure(line, figures);
        }
      }
      int code = process.waitFor();
      guard.interrupt();
      if (code != 0 || figures.isEmpty()) {
        throw new IOException("left with " + code + ": " + Files.readString(errors));
      }
      figures.forEach((name, value) -> samples.add(Report.key(runtime, script + " " + name), value));
      System.out.printf(Locale.ROOT, "%-12s %-24s %s%n", script, runtime.name(), figures);
    } finally {
      Files.delete(errors);
    }
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  static void figure(String line, Map<String, Double> figures) {
    Matcher figure = FIGURE.matcher(line);
    if (figure.matches()) {
      figures.put(figure.group(1), Double.parseDouble(figure.group(2)));
    }
  }
}
