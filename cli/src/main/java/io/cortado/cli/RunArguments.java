package io.cortado.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line that runs an app: {@code [--port N] [--handler-deadline MS] app [arguments]}.
 *
 * @param app the file or folder as typed
 * @param arguments what follows it; they are the app's own
 * @param port the value of {@code --port}, or null
 * @param handlerDeadline the value of {@code --handler-deadline}, or null
 * @param watch whether the app starts anew when a file changes: {@code --watch} or {@code --watch-path}
 * @param watchPaths what is watched in place of the files that the app has loaded, as typed; empty without {@code --watch-path}
 */
record RunArguments(
    String app, List<String> arguments, @Nullable String port, @Nullable String handlerDeadline, boolean watch,
    List<String> watchPaths) {
  /** The one word that is a command rather than an app. */
  private static final String MONGO = "mongo";

  private static final String PORT = "--port";
  private static final String DEADLINE = "--handler-deadline";
  private static final String WATCH = "--watch";
  private static final String WATCH_PATH = "--watch-path";
  private static final int MAX_PORT = 65_535;

  /** An app that is started as it is. */
  RunArguments(String app, List<String> arguments, @Nullable String port, @Nullable String handlerDeadline) {
    this(app, arguments, port, handlerDeadline, false, List.of());
  }

  /** Null where the line is not this simple: help, version, another command, or wrong. */
  static @Nullable RunArguments parse(List<String> args) {
    String port = null;
    String deadline = null;
    boolean watch = false;
    List<String> watchPaths = new ArrayList<>();
    int next = 0;
    while (next < args.size() && args.get(next).startsWith("--")) {
      String word = args.get(next++);
      if (word.equals(WATCH)) {
        watch = true;
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && next == args.size()) {
        return null;
      }
      String value = equals < 0 ? args.get(next++) : word.substring(equals + 1);
      if (name.equals(PORT) && isPort(value)) {
        port = value;
      } else if (name.equals(DEADLINE) && isDeadline(value)) {
        deadline = value;
      } else if (name.equals(WATCH_PATH)) {
        watchPaths.add(value);
      } else {
        return null;
      }
    }
    if (next >= args.size()) {
      return null;
    }
    String app = args.get(next);
    if (app.startsWith("-") || next == 0 && app.equals(MONGO)) {
      return null;
    }
    return new RunArguments(app, args.subList(next + 1, args.size()), port, deadline, watch || !watchPaths.isEmpty(), watchPaths);
  }

  static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT;
  }

  static boolean isDeadline(String text) {
    return text.matches("[0-9]{1,9}");
  }

  /** In milliseconds; 0 where none was given. */
  long deadlineMillis() {
    return handlerDeadline == null ? 0 : Long.parseLong(handlerDeadline);
  }
}
