package io.cortado.it.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A started app: a process that listens on the port it was given in PORT. */
final class AppProcess implements AutoCloseable {
  private static final long START_MILLIS = 60_000;

  private final Process process;
  private final int port;
  private final List<String> output = new ArrayList<>();
  private final List<Thread> readers;

  private AppProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.readers = List.of(read("out", process.getInputStream()), read("err", process.getErrorStream()));
  }

  /** Starts the command in the folder and waits until the port answers. */
  static AppProcess start(List<String> command, Path folder, Map<String, String> environment) throws IOException {
    int port = freePort();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(k -> k.startsWith("NODE_") || k.equals("DEBUG"));
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("TZ", "UTC");
    builder.environment().putAll(environment);
    var app = new AppProcess(builder.start(), port);
    app.awaitPort(command);
    return app;
  }

  int port() {
    return port;
  }

  /** Number of lines printed, once lines of earlier cases have had the time to arrive. */
  int quietMark() throws InterruptedException {
    int before;
    do {
      before = mark();
      Thread.sleep(60);
    } while (mark() > before);
    return before;
  }

  private int mark() {
    synchronized (output) {
      return output.size();
    }
  }

  /** Lines printed since the mark, once some have come (within a second) and the app has fallen quiet. */
  List<String> since(int mark) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    int before = mark;
    while (System.nanoTime() < deadline) {
      Thread.sleep(60);
      int now = mark();
      if (now > mark && now == before) {
        break;
      }
      before = now;
    }
    synchronized (output) {
      return List.copyOf(output.subList(mark, output.size()));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      for (Thread reader : readers) {
        reader.join(1_000);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitPort(List<String> command) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    close();
    throw new IOException(String.join(" ", command) + " did not listen on its PORT; it printed:\n"
        + String.join("\n", output));
  }

  private static void pause() {
    try {
      Thread.sleep(15);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Below the range of ephemeral ports, so that a probe can never connect to itself. */
  private static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var probe = new ServerSocket(candidate, 1, InetAddress.getByName("0.0.0.0"))) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // try another
      }
    }
  }

  private Thread read(String name, InputStream stream) {
    return Thread.ofVirtual().start(() -> {
      try (var lines = new BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          synchronized (output) {
            output.add(name + " " + line);
          }
        }
      } catch (IOException ended) {
        // The streams are closed under the reader when the process is stopped.
      }
    });
  }
}
