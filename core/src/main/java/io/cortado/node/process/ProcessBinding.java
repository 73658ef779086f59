package io.cortado.node.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Java side of {@code process}. Runs on the loop. */
public final class ProcessBinding {
  private final ProcessHost host;
  private final long start = System.nanoTime();

  public ProcessBinding(ProcessHost host) {
    this.host = host;
  }

  /**
   * What does not change while the process runs, in one text with a NUL between its parts, for crossing the border costs
   * more than all of it: architecture, platform, process id, parent's id, program, Java version, the number of arguments and
   * these, the number of Node's own arguments and these, the number of words of its options and these, then names and values of
   * the environment in turn.
   */
  public String facts() {
    List<String> parts = new ArrayList<>(List.of(arch(), platform(), Long.toString(ProcessHandle.current().pid())));
    parts.add(Long.toString(ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L)));
    parts.add(execPath());
    parts.add(Integer.toString(Runtime.version().feature()));
    parts.add(Integer.toString(host.argv().size()));
    parts.addAll(host.argv());
    parts.add(Integer.toString(host.execArgv().size()));
    parts.addAll(host.execArgv());
    parts.add(Integer.toString(host.nodeOptions().size()));
    parts.addAll(host.nodeOptions());
    host.environment()
        .forEach(
            (name, value) -> {
              parts.add(name);
              parts.add(value);
            });
    return String.join("\0", parts);
  }

  private static String arch() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      default -> System.getProperty("os.arch", "unknown");
    };
  }

  private static String platform() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "darwin";
    }
    return name.startsWith("windows") ? "win32" : "linux";
  }

  /** The program that takes Node's arguments, for children started with it; the JVM's own where Cortado is a library. */
  public static String execPath() {
    String node = System.getProperty("cortado.node", System.getProperty("cortado.launcher"));
    return node != null ? node : ProcessHandle.current().info().command().orElse("java");
  }

  /** Has the JVM look for objects that nobody needs any more. */
  public void collectGarbage() {
    System.gc();
  }

  public String cwd() {
    return host.workingDirectory().toString();
  }

  /** Null, or why it failed. */
  public @Nullable String chdir(String directory) {
    Path target = host.workingDirectory().resolve(directory).normalize();
    if (!Files.isDirectory(target)) {
      return "ENOENT";
    }
    host.workingDirectory(target);
    return null;
  }

  public boolean expectsServer() {
    return host.expectsServer();
  }

  public void exit(int code) {
    host.exit(code);
  }

  /** Sends a signal by number, 0 only asks; returns whether the process exists. */
  public boolean kill(double pid, int signal) {
    ProcessHandle process = ProcessHandle.of((long) pid).orElse(null);
    if (process == null || !process.isAlive()) {
      return false;
    }
    if (signal == 0 || process.equals(ProcessHandle.current()) && host.signalsItself(signal)) {
      return true;
    }
    try {
      return new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + (long) pid).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public void watchSignal(String name, boolean listens) {
    host.watchSignal(name, listens);
  }

  public void writeError(String text) {
    host.writeError(text);
  }

  public double uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  public double hrtimeNanos() {
    return System.nanoTime() - start + 1_000_000_000.0;
  }

  /** Resident set, committed heap, used heap; bytes. */
  public double[] memory() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return new double[] {residentBytes(runtime.totalMemory()), runtime.totalMemory(), used};
  }

  private static double residentBytes(long fallback) {
    try {
      String[] fields = Files.readString(Path.of("/proc/self/statm")).split(" ");
      return Long.parseLong(fields[1]) * 4096.0;
    } catch (IOException | NumberFormatException e) {
      return fallback;
    }
  }

  /** Bytes that the process's control group may use; 0 where it is not limited, or where there is none. */
  public double memoryLimit() {
    return Stream.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
        .mapToDouble(ProcessBinding::limit)
        .filter(limit -> limit > 0)
        .findFirst()
        .orElse(0);
  }

  private static double limit(String file) {
    try {
      return Double.parseDouble(Files.readString(Path.of(file)).trim());
    } catch (IOException | NumberFormatException e) {
      return 0; // the other generation's file, or no limit ("max")
    }
  }

  /** The text of a line of a file, for error reports, or null. */
  public @Nullable String sourceLine(String file, int line) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.skip(line - 1L).findFirst().orElse(null);
    } catch (IOException | java.io.UncheckedIOException | java.nio.file.InvalidPathException e) {
      return null;
    }
  }
}
