package io.cortado.it.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose output is read while it runs. */
public final class RunningProcess implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final List<String> OURS = List.of("NODE_ENV", "NODE_OPTIONS", "PORT", "MONGODB_URI", "SESSION_SECRET");

  private final List<String> command;
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private RunningProcess(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().name("output of " + command.getFirst()).start(this::read);
  }

  /** Starts a command with this environment; what the surroundings set for apps is not passed on. */
  public static RunningProcess start(List<String> command, Path folder, Map<String, String> environment) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(OURS);
    builder.environment().putAll(environment);
    try {
      return new RunningProcess(command, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line of output, and fails with all output when the process ends or the time is over before. */
  public MatchResult await(Pattern pattern, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lines) {
      for (int next = 0; ; ) {
        for (; next < lines.size(); next++) {
          Matcher matcher = pattern.matcher(lines.get(next));
          if (matcher.find()) {
            return matcher;
          }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0 || !reader.isAlive()) {
          throw new AssertionError("No line like " + pattern + " from " + String.join(" ", command) + ":\n" + output());
        }
        lines.wait(millis);
      }
    }
  }

  /** Waits until the process ends by itself. */
  public int awaitExit(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(String.join(" ", command) + " still runs:\n" + output());
    }
    reader.join(STOP);
    return process.exitValue();
  }

  /** Asks the process to end (SIGTERM) and waits for it. */
  public int stop() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close the output as well, before it is read
    return awaitExit(STOP);
  }

  public String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      synchronized (lines) {
        lines.add("(output cannot be read: " + e.getMessage() + ")");
      }
    }
    synchronized (lines) {
      lines.notifyAll();
    }
  }
}
