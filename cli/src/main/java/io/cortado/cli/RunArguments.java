package io.cortado.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line that runs an app: {@code [--port N] app [arguments]}.
 *
 * @param app the file or folder as typed
 * @param arguments what follows it; they are the app's own
 * @param port the value of {@code --port}, or null
 */
record RunArguments(String app, List<String> arguments, @Nullable String port) {
  /** The one word that is a command rather than an app. */
  private static final String MONGO = "mongo";

  private static final int MAX_PORT = 65_535;

  /** Null where the line is not this simple: help, version, another command, or wrong. */
  static @Nullable RunArguments parse(List<String> args) {
    int next = 0;
    String port = null;
    if (args.size() > 2 && args.getFirst().equals("--port")) {
      port = args.get(1);
      next = 2;
    } else if (!args.isEmpty() && args.getFirst().startsWith("--port=")) {
      port = args.getFirst().substring("--port=".length());
      next = 1;
    }
    if (next >= args.size() || port != null && !isPort(port)) {
      return null;
    }
    String app = args.get(next);
    if (app.startsWith("-") || port == null && app.equals(MONGO)) {
      return null;
    }
    return new RunArguments(app, args.subList(next + 1, args.size()), port);
  }

  static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT;
  }
}
