package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load from wrk: one thread. */
final class Wrk implements LoadGenerator {
  private static final Pattern DONE = Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m)");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern REFUSED = Pattern.compile("Socket errors: connect [1-9]");
  private static final int FIRST_ERROR = 400;
  private static final int GRACE_SECONDS = 60;

  private final Path work;

  Wrk(Path work) {
    this.work = work;
  }

  @Override
  public Load run(RunningServer server, Request request, int status, int connections, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds, "--timeout", "30"));
    if (!request.plain()) {
      command.addAll(List.of("-s", request.script(work.resolve("wrk")).toString()));
    }
    command.add((server.encrypted() ? "https" : "http") + "://127.0.0.1:" + server.port() + request.path());
    return load(Tools.run(command, work, seconds + GRACE_SECONDS), status);
  }

  static Load load(String output, int status) throws IOException {
    Matcher done = DONE.matcher(output);
    Matcher errors = ERRORS.matcher(output);
    if (!done.find()) {
      throw new IOException("wrk says nothing of its requests: " + output);
    }
    long requests = Long.parseLong(done.group(1));
    long failed = errors.find() ? Long.parseLong(errors.group(1)) : 0;
    if (failed != (status < FIRST_ERROR ? 0 : requests) || REFUSED.matcher(output).find()) {
      throw new IOException("the server gave wrong answers: " + output);
    }
    double unit = done.group(3).equals("ms") ? 0.001 : done.group(3).equals("m") ? 60 : 1;
    return new Load(requests, Double.parseDouble(done.group(2)) * unit);
  }
}
