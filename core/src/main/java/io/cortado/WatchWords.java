package io.cortado;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is said of an app that starts anew, as Node says it. */
final class WatchWords {
  private static final String CLEAR = "\u001Bc";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String BLUE = "34";
  private static final String WAITING = ". Waiting for file changes before restarting...";

  private final String command;
  private final boolean colours = isTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
  private final boolean clears;

  WatchWords(String command, boolean clears) {
    this.command = command.contains("'") ? "\"" + command + "\"" : "'" + command + "'";
    this.clears = clears;
  }

  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  void restarting() {
    if (clears && colours) {
      System.out.print(CLEAR);
    }
    say(GREEN, "Restarting " + command);
  }

  void ended(int code) {
    say(code == 0 ? BLUE : RED, (code == 0 ? "Completed" : "Failed") + " running " + command + WAITING);
  }

  /** Node has nothing left that could. */
  void goesOn() {
    System.err.println("cortado: the app goes on serving as it was before the change");
  }

  private void say(String colour, String text) {
    System.out.println(colours ? "\u001B[" + colour + "m" + text + "\u001B[39m" : text);
    System.out.flush();
  }
}
