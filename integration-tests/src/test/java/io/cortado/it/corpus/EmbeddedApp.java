package io.cortado.it.corpus;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An app on a Cortado in this JVM, which starts sooner than a process; what it prints is not seen. */
final class EmbeddedApp implements RunningApp {
  private static final Duration CLOSE = Duration.ofSeconds(40);

  private final Cortado cortado;
  private final int port;

  private EmbeddedApp(Cortado cortado, int port) {
    this.cortado = cortado;
    this.port = port;
  }

  static EmbeddedApp start(Path main, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port = RunningApp.freePort();
    Map<String, String> env = new HashMap<>(System.getenv());
    AppEnvironment.fill(env, port, environment);
    Path folder = main.toAbsolutePath().getParent();
    Cortado cortado = Cortado.start(new CortadoOptions(main, arguments, Map.copyOf(env), folder, false));
    if (!RunningApp.awaitPort(port, () -> !cortado.exitCode().isDone())) {
      cortado.close();
      throw new IOException(main + " did not listen on its PORT");
    }
    return new EmbeddedApp(cortado, port);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int quietMark() {
    return 0;
  }

  @Override
  public List<String> since(int mark) {
    throw new IllegalStateException("an app whose output is compared has to run in a process of its own");
  }

  @Override
  public String stacks() {
    var out = new StringBuilder();
    Thread.getAllStackTraces().forEach((thread, frames) -> {
      if (thread.getName().startsWith("cortado") && frames.length > 0) {
        out.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
        Arrays.stream(frames).limit(40).forEach(frame -> out.append("    ").append(frame).append('\n'));
      }
    });
    return out.toString();
  }

  /** An app that cannot even be cancelled must not hold the tests of the others. */
  @Override
  public void close() {
    Thread closing = Thread.ofPlatform().daemon().name("closing an app").start(cortado::close);
    try {
      if (!closing.join(CLOSE)) {
        System.err.println("an app could not be closed:\n" + stacks());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
