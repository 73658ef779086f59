package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load from nghttp2's h2load: one thread, so many streams at a time on each connection. */
final class H2load implements LoadGenerator {
  static final String PROGRAM = "h2load";

  private static final Pattern TIME = Pattern.compile("finished in ([0-9.]+)(ms|s|m),");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) succeeded, (\\d+) failed, (\\d+) errored");
  private static final int STREAMS = 10;
  private static final int GRACE_SECONDS = 60;

  private final Path work;

  H2load(Path work) {
    this.work = work;
  }

  @Override
  public Load run(RunningServer server, Request request, int status, int connections, int seconds)
      throws IOException, InterruptedException {
    String url = (server.encrypted() ? "https" : "http") + "://127.0.0.1:" + server.port() + request.path();
    List<String> command = List.of(PROGRAM, "-t1", "-c" + connections, "-m" + STREAMS, "-D" + seconds, url);
    return load(Tools.run(command, work, seconds + GRACE_SECONDS));
  }

  static Load load(String output) throws IOException {
    Matcher time = TIME.matcher(output);
    Matcher requests = REQUESTS.matcher(output);
    if (!time.find() || !requests.find()) {
      throw new IOException("h2load says nothing of its requests: " + output);
    }
    long done = Long.parseLong(requests.group(1));
    if (done == 0 || Long.parseLong(requests.group(2)) > 0) {
      throw new IOException("the server gave wrong answers: " + output);
    }
    double unit = time.group(2).equals("ms") ? 0.001 : time.group(2).equals("m") ? 60 : 1;
    return new Load(done, Double.parseDouble(time.group(1)) * unit);
  }
}
