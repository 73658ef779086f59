package io.cortado.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A started server, its port, and how long it took to answer. */
final class RunningServer implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final int port;
  private final double launchSeconds;

  private RunningServer(Process process, int port, double launchSeconds) {
    this.process = process;
    this.port = port;
    this.launchSeconds = launchSeconds;
  }

  /** Starts a server and waits for its first response. */
  static RunningServer start(Contender contender, int routes) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder = new ProcessBuilder(contender.command()).redirectErrorStream(true);
    Path log = Files.createTempFile("cortado-bench", ".log");
    builder.redirectOutput(log.toFile());
    builder.environment().putAll(contender.environment());
    builder.environment().put("PORT", String.valueOf(port));
    builder.environment().put("BENCH_ROUTES", String.valueOf(routes));
    long begin = System.nanoTime();
    Process process = builder.start();
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        process.destroyForcibly();
        throw new IOException(contender.name() + " did not start: " + Files.readString(log));
      }
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(log);
    return new RunningServer(process, port, seconds);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(START_SECONDS * 1000);
      String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return in.read() == 'H';
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  double launchSeconds() {
    return launchSeconds;
  }

  /** Resident memory in MB, or 0 where the system does not say. */
  long residentMegabytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
