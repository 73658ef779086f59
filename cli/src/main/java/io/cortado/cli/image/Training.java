package io.cortado.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the AOT cache: runs an app under load with the options of a later start, and lets the JVM write down which
 * classes it linked and which methods were hot. A cache trained without load helps a start less.
 */
final class Training {
  private static final Pattern LISTENING = Pattern.compile("^listening on (\\d+)$", Pattern.MULTILINE);
  private static final int START_SECONDS = 90;
  private static final int LOAD_SECONDS = 12;
  private static final int END_SECONDS = 300;

  private final Path java;
  private final Path jar;
  private final Path app;

  Training(Path java, Path jar, Path app) {
    this.java = java;
    this.jar = jar;
    this.app = app;
  }

  /** Writes {@code cache}. */
  void to(Path cache, List<String> options, Path work) throws IOException, InterruptedException, ImageException {
    Path log = work.resolve("training.log");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", jar.toString(), "io.cortado.cli.Main", app.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PORT", "0");
    builder.directory(work.toFile());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      int port = port(process, log);
      new Load(port, requests(app.resolveSibling("requests.http")), LOAD_SECONDS).run();
      process.destroy();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || !Files.isRegularFile(cache)) {
        throw new ImageException("the training run wrote no AOT cache: " + lastLine(log));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static int port(Process process, Path log) throws IOException, InterruptedException, ImageException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      Matcher matcher = LISTENING.matcher(Files.readString(log));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new ImageException("the training app did not start: " + lastLine(log));
  }

  /** The requests of a file: blank line, then {@code ---}, between them. */
  static List<String> requests(Path file) throws IOException {
    List<String> requests = new ArrayList<>();
    for (String text : Files.readString(file).split("(?m)^---\\R", -1)) {
      int end = text.indexOf("\n\n");
      String head = end < 0 ? text.strip() : text.substring(0, end).strip();
      String body = end < 0 ? "" : text.substring(end).strip();
      String length = body.isEmpty() ? "" : "\r\nContent-Length: " + body.length();
      requests.add(head.replaceAll("\\R", "\r\n") + "\r\nHost: localhost" + length + "\r\n\r\n" + body);
    }
    return requests;
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readString(log).strip().lines().reduce("it printed nothing", (before, line) -> line);
  }
}
