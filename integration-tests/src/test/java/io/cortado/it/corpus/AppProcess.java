package io.cortado.it.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An app in a process of its own. */
final class AppProcess implements RunningApp {
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
  static AppProcess start(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port = RunningApp.freePort();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    AppEnvironment.fill(builder.environment(), port, environment);
    var app = new AppProcess(builder.start(), port);
    if (!RunningApp.awaitPort(port, app.process::isAlive)) {
      app.close();
      throw new IOException(String.join(" ", command) + " did not listen on its PORT; it printed:\n"
          + String.join("\n", app.output));
    }
    return app;
  }

  @Override
  public int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public int quietMark() throws InterruptedException {
    int before;
    do {
      before = mark();
      Thread.sleep(60);
    } while (mark() > before);
    return before;
  }

  @Override
  public List<String> since(int mark) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    int before = mark;
    while (System.nanoTime() < deadline) {
      Thread.sleep(250);
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

  private int mark() {
    synchronized (output) {
      return output.size();
    }
  }

  private Thread read(String name, InputStream stream) {
    return Thread.ofVirtual().start(() -> {
      try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
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
