package io.cortado.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A started server, its port, and how long it took to answer. */
final class RunningServer implements AutoCloseable {
  private static final int START_SECONDS = 90;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final int port;
  private final boolean encrypted;
  private double launchSeconds;
  private double launchCpu;

  private RunningServer(Process process, Path log, int port, boolean encrypted) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.encrypted = encrypted;
  }

  /** Starts a server and waits for its first response. */
  static RunningServer start(Contender contender, Case what, Map<String, String> needed) throws IOException, InterruptedException {
    int port = freePort();
    Path log = Files.createTempFile("cortado-bench", ".log");
    ProcessBuilder builder = contender.process(contender.server()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(what.environment(needed));
    builder.environment().put("PORT", String.valueOf(port));
    long begin = System.nanoTime();
    RunningServer server = new RunningServer(builder.start(), log, port, what.tls());
    try {
      server.awaitAnswer(begin);
      return server;
    } catch (IOException e) {
      String output = Files.readString(log);
      server.close();
      throw new IOException(contender.name() + " did not start: " + e.getMessage() + " " + output, e);
    }
  }

  private void awaitAnswer(long begin) throws IOException, InterruptedException {
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw new IOException(process.isAlive() ? "no answer in " + START_SECONDS + " s" : "it has ended");
      }
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    launchSeconds = (System.nanoTime() - begin) / 1e9;
    launchCpu = cpuSeconds();
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private boolean answers() {
    try (KeptConnection connection = connect()) {
      return connection.send(Request.get("/").bytes()) == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  KeptConnection connect() throws IOException {
    return encrypted ? KeptConnection.encrypted(port) : new KeptConnection(port);
  }

  /** The status of the answer to one request. */
  int ask(Request request) throws IOException {
    try (KeptConnection connection = connect()) {
      return connection.send(request.bytes());
    }
  }

  int port() {
    return port;
  }

  boolean encrypted() {
    return encrypted;
  }

  double launchSeconds() {
    return launchSeconds;
  }

  /** Processor time until the first answer. */
  double launchCpu() {
    return launchCpu;
  }

  /** Processor time of all of the server's threads so far, or 0 where the system does not say. */
  double cpuSeconds() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
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
  public void close() throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(log);
  }
}
