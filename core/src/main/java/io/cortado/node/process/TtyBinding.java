package io.cortado.node.process;

import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Terminals and the kinds of the standard descriptors. Runs on the loop. */
public final class TtyBinding {
  private final ModuleContext context;
  private @Nullable StandardInput input;

  public TtyBinding(ModuleContext context) {
    this.context = context;
  }

  /** Whether a descriptor is a terminal. */
  public boolean isTerminal(int fd) {
    return kind(fd).equals("TTY");
  }

  /** What a descriptor of the process is: TTY, FILE, PIPE, or UNKNOWN where it is closed. */
  public String kind(int fd) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
      if (target.startsWith("/dev/pts/") || target.matches("/dev/tty.*|/dev/console")) {
        return "TTY";
      }
      return target.startsWith("pipe:") || target.startsWith("socket:") ? "PIPE" : "FILE";
    } catch (IOException | RuntimeException e) {
      if (Files.isDirectory(Path.of("/proc/self/fd")) || fd > 2) {
        return "UNKNOWN";
      }
      return System.console() != null && System.console().isTerminal() ? "TTY" : "FILE";
    }
  }

  /** Columns and rows of the terminal, or null where it does not say. */
  public int @Nullable [] windowSize(int fd) {
    String answer = stty(fd, "size");
    String[] parts = answer == null ? new String[0] : answer.strip().split(" ");
    if (parts.length != 2 || parts[1].equals("0")) {
      return null;
    }
    return new int[] {Integer.parseInt(parts[1]), Integer.parseInt(parts[0])};
  }

  /** Raw mode hands over every key at once and unechoed. Answers whether the terminal took it. */
  public boolean rawMode(boolean raw) {
    return raw ? stty(0, "raw", "-echo") != null : stty(0, "sane") != null;
  }

  /** The terminal's own tool: the JDK knows neither sizes nor modes. Null if it fails. */
  private static @Nullable String stty(int fd, String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "stty";
    command[1] = "-F";
    command[2] = "/proc/" + ProcessHandle.current().pid() + "/fd/" + fd;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    try {
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
      return process.waitFor() == 0 ? answer : null;
    } catch (IOException | InterruptedException e) {
      return null;
    }
  }

  /** Asks for the next bytes of standard input: {@code callback(bytes)}, empty at its end. One at a time. */
  public void readInput(Value callback) {
    input().read(callback);
  }

  /** Whether a pending read of standard input keeps the process alive. */
  public void keepInputAlive(boolean keep) {
    input().keepAlive(keep);
  }

  private StandardInput input() {
    if (input == null) {
      input = new StandardInput(context);
    }
    return input;
  }
}
