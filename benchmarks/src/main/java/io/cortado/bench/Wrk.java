package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load from wrk: one thread, 64 connections. */
final class Wrk implements LoadGenerator {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  @Override
  public double run(int port, String path, int seconds) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + port + path;
    List<String> command = List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds, url);
    return rate(Tools.run(command, Path.of(""), seconds + 30));
  }

  static double rate(String output) throws IOException {
    Matcher rate = RATE.matcher(output);
    if (!rate.find() || ERRORS.matcher(output).find()) {
      throw new IOException("the server gave wrong answers: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
