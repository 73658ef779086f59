package io.cortado.it.corpus;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An app on a Cortado in this JVM, which starts sooner than a process; what it prints is not seen. */
final class EmbeddedApp implements RunningApp {
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
  public void close() {
    cortado.close();
  }
}
