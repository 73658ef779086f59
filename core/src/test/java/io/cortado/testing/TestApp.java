package io.cortado.testing;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An app of a few lines, run in this JVM. It reports its port, or any other result, by writing {@code $OUT}:
 * {@code require('fs').writeFileSync(process.env.OUT, …)}.
 */
public final class TestApp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Cortado cortado;
  private final Path directory;
  private final Path out;

  private TestApp(Cortado cortado, Path directory, Path out) {
    this.cortado = cortado;
    this.directory = directory;
    this.out = out;
  }

  /** Starts a script. */
  public static TestApp start(String script, Map<String, String> environment) throws IOException {
    Path directory = Files.createTempDirectory("cortado-test");
    Path main = directory.resolve("app.js");
    Path out = directory.resolve("out");
    Files.writeString(main, script);
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("OUT", out.toString());
    return new TestApp(Cortado.start(CortadoOptions.embedded(main).withEnvironment(all)), directory, out);
  }

  /** Starts a server: {@code script} defines {@code server}, which then listens on a free port. */
  public static TestApp serve(String script) throws IOException {
    return start(
        script
            + "\nserver.listen(0, '127.0.0.1', () => require('fs').writeFileSync("
            + "process.env.OUT, String(server.address().port)));",
        Map.of());
  }

  /** Runs a script to its end; returns what it wrote to {@code $OUT}. */
  public static String run(String script) throws IOException, InterruptedException {
    try (TestApp app = start(script, Map.of())) {
      Integer code = app.cortado.exitCode().completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      String text = Files.exists(app.out) ? Files.readString(app.out) : "";
      if (code == null) {
        return text + "\nstill running";
      }
      return code == 0 ? text : text + "\nexit " + code;
    }
  }

  public Cortado cortado() {
    return cortado;
  }

  public Path directory() {
    return directory;
  }

  /** Waits for what the app writes to {@code $OUT}. */
  public String result() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(out) || Files.size(out) == 0) {
      if (System.nanoTime() > deadline || cortado.exitCode().isDone()) {
        throw new IllegalStateException("the app has not written its result");
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
    return Files.readString(out);
  }

  public int port() throws IOException, InterruptedException {
    return Integer.parseInt(result());
  }

  public Socket connect() throws IOException, InterruptedException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** Sends bytes on a new connection and reads until the server ends it. */
  public String exchange(String request) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** A port nobody listens on at the moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    cortado.close();
  }
}
