package io.cortado.cli.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sun.misc.Signal;

/** A command of a script, run by the system's shell with this process's streams; signals go on to it. */
final class ScriptProcess {
  private static final int NOT_FOUND = 127;

  private ScriptProcess() {}

  /** Runs a command to its end; returns its exit code, which for one that a signal has ended is 128 and the signal's number. */
  static int run(String command, Path directory, Map<String, String> environment) throws InterruptedException {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> shell = windows ? List.of("cmd.exe", "/d", "/s", "/c", command) : List.of("/bin/sh", "-c", command);
    ProcessBuilder builder = new ProcessBuilder(shell).directory(directory.toFile()).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      System.err.println("cortado: " + shell.getFirst() + " cannot be started: " + e.getMessage());
      return NOT_FOUND;
    }
    // A terminal gives its interrupt to the script as well, which decides what becomes of it.
    on("INT", () -> {});
    for (String name : List.of("TERM", "HUP")) {
      on(name, () -> end(process));
    }
    return process.waitFor();
  }

  private static void on(String name, Runnable task) {
    try {
      Signal.handle(new Signal(name), signal -> task.run());
    } catch (IllegalArgumentException e) {
      // This system does not have the signal.
      return;
    }
  }

  /** The shell waits for what it has started: that is told first. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
