package io.cortado.cli;

import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line that runs an app: {@code [options] [file | folder | -] [arguments]}.
 *
 * @param app the file or folder as typed; {@code -} for a program on standard input, null where none is named
 * @param arguments what follows it; they are the app's own
 * @param port the value of {@code --port}, or null
 * @param handlerDeadline the value of {@code --handler-deadline}, or null
 * @param workers the value of {@code --workers}, or null
 * @param operations what is told about the app while it runs
 * @param node Node's own options as they were typed
 */
record RunArguments(
    @Nullable String app,
    List<String> arguments,
    @Nullable String port,
    @Nullable String handlerDeadline,
    @Nullable String workers,
    OperationsOptions operations,
    NodeLine node) {
  /** The words that are commands rather than apps, where they come first. */
  static final Set<String> COMMANDS =
      Set.of("mongo", "run", "start", "test", "doctor", "build", "types", "init", "install", "completion", "report", "config", "repl");

  private static final String PORT = "--port";
  private static final String DEADLINE = "--handler-deadline";
  private static final String WORKERS = "--workers";
  private static final int MAX_WORKERS = 256;

  private static final Set<String> OWN = Set.of(PORT, DEADLINE, WORKERS);

  /** Ask for words about Cortado, or about Node where the program is called so. */
  static final Set<String> ASKING = Set.of("-h", "--help", "-v", "--version");

  private static final int WRONG_USAGE = 2;
  private static final int MAX_PORT = 65_535;

  /** Null where the line is a command, or asks for help or the version. */
  static @Nullable RunArguments parse(List<String> args) throws BadOptionException {
    return parse(args, false);
  }

  /** The same; {@code asNode} for a line that has Node's options and nothing else. */
  static @Nullable RunArguments parse(List<String> args, boolean asNode) throws BadOptionException {
    if (args.isEmpty() || !args.getFirst().startsWith("-")) {
      return args.isEmpty() || asNode || !isCommand(args.getFirst())
          ? new RunArguments(args.isEmpty() ? null : args.getFirst(), args.subList(Math.min(1, args.size()), args.size()), null, null, null,
              OperationsOptions.NONE, new NodeLine())
          : null;
    }
    return new Reader(args, asNode).read();
  }

  /** Also the one that libexec/npm calls. */
  private static boolean isCommand(String word) {
    return COMMANDS.contains(word) || word.equals("npm");
  }

  static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT;
  }

  static boolean isDeadline(String text) {
    return text.matches("[0-9]{1,9}");
  }

  static boolean isWorkers(String text) {
    return text.equals("auto") || text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_WORKERS;
  }

  /** On how many loops the app runs; 0 where it has its process to itself. */
  int workerCount() {
    return workers == null ? 0 : workers.equals("auto") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(workers);
  }

  /** In milliseconds; 0 where none was given. */
  long deadlineMillis() {
    return handlerDeadline == null ? 0 : Long.parseLong(handlerDeadline);
  }

  /** Whether the app starts anew when a file changes. */
  boolean watch() {
    return node.has("--watch") || !watchPaths().isEmpty();
  }

  /** Whether the terminal is left as it is when the app starts anew. */
  boolean watchPreserveOutput() {
    return node.has("--watch-preserve-output");
  }

  /** What is watched in place of the files that the app has loaded, as typed; empty without {@code --watch-path}. */
  List<String> watchPaths() {
    return node.all("--watch-path");
  }

  /** Reads a line that begins with options. */
  private static final class Reader {
    private final List<String> args;
    private final boolean asNode;
    private final NodeLine node = new NodeLine();
    private @Nullable String port;
    private @Nullable String deadline;
    private @Nullable String workers;
    private final OperationsWords operations = new OperationsWords();
    private int at;

    Reader(List<String> args, boolean asNode) {
      this.args = args;
      this.asNode = asNode;
    }

    @Nullable RunArguments read() throws BadOptionException {
      while (true) {
        at = node.read(args, at, word -> ASKING.contains(word) || !asNode && isOwn(word));
        if (at < args.size() && ASKING.contains(args.get(at))) {
          return null;
        }
        if (at == args.size() || !isOwn(args.get(at)) || asNode) {
          break;
        }
        own();
      }
      List<String> rest = new ArrayList<>(args.subList(at, args.size()));
      if (!rest.isEmpty() && rest.getFirst().equals("--")) {
        rest.removeFirst();
      }
      boolean fromLine = node.last("--eval") != null;
      String app = rest.isEmpty() || fromLine ? null : rest.getFirst();
      // Node leaves the dash among the arguments.
      if (workers != null && (node.isProgram() || node.has("--watch") || !node.all("--watch-path").isEmpty())) {
        throw new BadOptionException("--workers is for an app in a file, and not together with --watch", WRONG_USAGE);
      }
      boolean isArgument = fromLine || rest.isEmpty() || rest.getFirst().equals("-");
      return new RunArguments(app, isArgument ? rest : rest.subList(1, rest.size()), port, deadline, workers, operations.options(), node);
    }

    private static boolean isOwn(String word) {
      return OWN.contains(word.split("=", 2)[0]) || OperationsWords.isOne(word);
    }

    private void own() throws BadOptionException {
      String word = args.get(at++);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && !OperationsWords.needsValue(name) && OperationsWords.isOne(name)) {
        operations.take(name, null);
        return;
      }
      if (equals < 0 && at == args.size()) {
        throw new BadOptionException(name + " requires an argument", WRONG_USAGE);
      }
      String value = equals < 0 ? args.get(at++) : word.substring(equals + 1);
      if (OperationsWords.isOne(name)) {
        operations.take(name, value);
      } else if (name.equals(PORT)) {
        port = checked(isPort(value), "--port must be a number from 0 to 65535 (got \"" + value + "\")", value);
      } else if (name.equals(WORKERS)) {
        workers = checked(isWorkers(value), "--workers must be a number from 1 to 256, or auto (got \"" + value + "\")", value);
      } else {
        deadline = checked(isDeadline(value), "--handler-deadline must be a number of milliseconds (got \"" + value + "\")", value);
      }
    }

    private static String checked(boolean fine, String message, String value) throws BadOptionException {
      if (!fine) {
        throw new BadOptionException(message, WRONG_USAGE);
      }
      return value;
    }
  }
}
