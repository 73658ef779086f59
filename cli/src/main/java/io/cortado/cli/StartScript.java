package io.cortado.cli;

import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a package.json's start script: which file it has Node run, with which arguments, options and variables. */
final class StartScript {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

  /** Programs that only run another one. */
  private static final Set<String> PREFIXES = Set.of("cross-env", "cross-env-shell", "env", "exec", "npx", "time");

  /** Programs that run a file as Node does and watch over it, with their options that are followed by a value. */
  private static final Map<String, Set<String>> WATCHERS =
      Map.of(
          "nodemon", Set.of("-e", "--ext", "-w", "--watch", "-i", "--ignore", "-d", "--delay", "-s", "--signal", "--config", "--cwd"),
          "node-dev", Set.of(),
          "supervisor", Set.of("-w", "--watch", "-i", "--ignore", "-e", "--extensions", "-p", "--poll-interval", "-n"),
          "forever", Set.of("-m", "-l", "-o", "-e", "-p", "--pidFile", "--uid", "--minUptime", "--spinSleepTime", "--watchDirectory"),
          "pm2", Set.of("-i", "--instances", "-n", "--name", "-o", "-e", "-l", "--log", "--env", "--max-memory-restart"),
          "pm2-runtime", Set.of("-i", "--instances", "-n", "--name", "-o", "-e", "-l", "--log", "--env", "--max-memory-restart"));

  /** Node's options that a watcher passes on, and whose value is a word of its own. */
  private static final Set<String> PASSED_ON =
      Set.of("-r", "--require", "--import", "--env-file", "--env-file-if-exists", "-C", "--conditions");

  private static final Set<String> PACKAGE_MANAGERS = Set.of("npm", "yarn", "pnpm");
  private static final int MAX_DEPTH = 5;

  private final BiFunction<Path, String, @Nullable String> scripts;
  private final Map<String, String> environment;
  private final Map<String, String> assigned = new HashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What a script runs.
   *
   * @param directory where it runs it, absolute
   * @param file the file's name as the script has it
   * @param arguments what follows it
   * @param variables what the script sets
   * @param options Node's own, for {@code process.execArgv}
   * @param notes what of the script was left out, in sentences for the user
   */
  record Run(
      Path directory, String file, List<String> arguments, Map<String, String> variables, List<String> options, List<String> notes) {}

  private StartScript(BiFunction<Path, String, @Nullable String> scripts, Map<String, String> environment) {
    this.scripts = scripts;
    this.environment = environment;
  }

  /** What the start script of a folder runs, or null where that cannot be told; {@code scripts} has the text of each. */
  static @Nullable Run read(Path folder, BiFunction<Path, String, @Nullable String> scripts, Map<String, String> environment)
      throws AppPathException {
    return new StartScript(scripts, environment).script(folder, "start", 0);
  }

  private @Nullable Run script(Path folder, String name, int depth) throws AppPathException {
    String text = depth > MAX_DEPTH ? null : scripts.apply(folder, name);
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(assigned);
    List<ShellWords.Command> commands = text == null ? null : ShellWords.split(text, variables);
    if (commands == null) {
      return null;
    }
    Path directory = folder;
    for (int i = 0; i < commands.size(); i++) {
      ShellWords.Command command = commands.get(i);
      List<String> words = command.words();
      if (i == commands.size() - 1 || command.end().equals("|")) {
        Run run = command.end().isEmpty() || command.end().equals("|") || command.end().equals(";") ? run(directory, words, depth) : null;
        if (run != null && command.end().equals("|")) {
          notes.add("what its output is piped to is left out");
        }
        return run;
      }
      if (!command.end().equals("&&") && !command.end().equals(";")) {
        return null;
      }
      if (words.size() == 2 && words.getFirst().equals("cd")) {
        directory = directory.resolve(words.getLast()).normalize();
      } else if (!isSetting(words)) {
        notes.add("it first runs \"" + String.join(" ", words) + "\", which is left out");
      }
    }
    return null;
  }

  /** Takes what a command only sets; cmd's set is none elsewhere. */
  private boolean isSetting(List<String> words) {
    boolean export = !words.isEmpty() && words.getFirst().equals("export");
    List<String> settings = export ? words.subList(1, words.size()) : words;
    if (settings.stream().allMatch(word -> ASSIGNMENT.matcher(word).matches())) {
      settings.forEach(this::assign);
      return true;
    }
    return words.getFirst().equalsIgnoreCase("set");
  }

  private void assign(String word) {
    int equals = word.indexOf('=');
    assigned.put(word.substring(0, equals), word.substring(equals + 1));
  }

  private @Nullable Run run(Path directory, List<String> words, int depth) throws AppPathException {
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (ASSIGNMENT.matcher(word).matches()) {
        assign(word);
      } else if (!PREFIXES.contains(program(word)) && !(at > 0 && (word.equals("-y") || word.equals("--yes")))) {
        break;
      }
      at++;
    }
    if (at >= words.size()) {
      return null;
    }
    String program = program(words.get(at));
    List<String> rest = words.subList(at + 1, words.size());
    if (program.equals("dotenv") || program.equals("env-cmd")) {
      return withFile(directory, rest, depth);
    }
    if (program.equals("node") || program.equals("nodejs")) {
      return node(directory, rest);
    }
    Set<String> valued = WATCHERS.get(program);
    if (valued != null) {
      return watched(directory, program, rest, valued, depth);
    }
    return PACKAGE_MANAGERS.contains(program) ? managed(directory, rest, depth) : null;
  }

  private static String program(String word) {
    String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    return name.endsWith(".exe") || name.endsWith(".cmd") ? name.substring(0, name.length() - 4) : name;
  }

  /** The programs that read a file of variables: {@code dotenv -e FILE --} and {@code env-cmd -f FILE}. */
  private @Nullable Run withFile(Path directory, List<String> words, int depth) throws AppPathException {
    int at = 0;
    boolean named = false;
    while (at + 1 < words.size() && words.get(at).startsWith("-")) {
      String option = words.get(at++);
      if (option.equals("-e") || option.equals("-f")) {
        options.add("--env-file=" + words.get(at++));
        named = true;
      } else if (!option.equals("--")) {
        return null;
      }
    }
    if (!named) {
      options.add("--env-file-if-exists=.env");
    }
    return run(directory, words.subList(at, words.size()), depth);
  }

  private @Nullable Run node(Path directory, List<String> words) throws AppPathException {
    NodeLine line = new NodeLine();
    int at;
    try {
      at = line.read(words, 0, word -> false);
    } catch (BadOptionException e) {
      throw new AppPathException(
          "the start script in package.json: node: " + e.getMessage() + "; name the file to run instead of the folder");
    }
    if (at < words.size() && words.get(at).equals("--")) {
      at++;
    }
    options.addAll(line.typed());
    // Without a file Node reads a program from its command line or its standard input.
    return at == words.size() || line.isProgram() ? null
        : new Run(directory, words.get(at), words.subList(at + 1, words.size()), assigned, options, notes);
  }

  private Run watched(Path directory, List<String> words, Set<String> valued) {
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-") && !words.get(at).equals("--")) {
      String option = words.get(at++);
      boolean equals = option.contains("=");
      boolean passed = PASSED_ON.contains(equals ? option.substring(0, option.indexOf('=')) : option);
      if (passed) {
        options.add(option);
      }
      if ((valued.contains(option) || passed && !equals) && at < words.size()) {
        String value = words.get(at++);
        if (passed) {
          options.add(value);
        }
      }
    }
    if (at < words.size() && words.get(at).equals("--")) {
      at++;
    }
    // A watcher takes the package's main where no file is named.
    return at == words.size() ? new Run(directory, ".", List.of(), assigned, options, notes)
        : new Run(directory, words.get(at), words.subList(at + 1, words.size()), assigned, options, notes);
  }

  private @Nullable Run watched(Path directory, String program, List<String> words, Set<String> valued, int depth)
      throws AppPathException {
    List<String> rest = !words.isEmpty() && words.getFirst().equals("start") ? words.subList(1, words.size()) : words;
    for (int i = 0; i + 1 < rest.size(); i++) {
      if (rest.get(i).equals("--exec") || rest.get(i).equals("-x")) {
        return program.equals("nodemon") ? executed(directory, rest, i, depth) : null;
      }
    }
    Run run = watched(directory, rest, valued);
    if (!program.startsWith("pm2")) {
      return run;
    }
    if (run.file().endsWith(".json") || run.file().endsWith(".config.js") || run.file().matches(".*\\.(config\\.cjs|ya?ml)")) {
      return null;
    }
    // What follows the file's name is pm2's too, up to two dashes.
    int dashes = run.arguments().indexOf("--");
    List<String> arguments = dashes < 0 ? List.of() : run.arguments().subList(dashes + 1, run.arguments().size());
    return new Run(directory, run.file(), arguments, assigned, options, notes);
  }

  /** {@code nodemon --exec COMMAND [FILE]}. */
  private @Nullable Run executed(Path directory, List<String> words, int at, int depth) throws AppPathException {
    List<ShellWords.Command> commands = ShellWords.split(words.get(at + 1), environment);
    if (commands == null || commands.size() != 1) {
      return null;
    }
    List<String> command = new ArrayList<>(commands.getFirst().words());
    words.subList(at + 2, words.size()).stream().filter(word -> !word.startsWith("-")).forEach(command::add);
    return run(directory, command, depth);
  }

  /** {@code npm start}, {@code npm run NAME}, {@code yarn NAME}; also of another folder. */
  private @Nullable Run managed(Path directory, List<String> words, int depth) throws AppPathException {
    Path folder = directory;
    String name = null;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if ((word.equals("--prefix") || word.equals("-C") || word.equals("--cwd")) && i + 1 < words.size()) {
        folder = directory.resolve(words.get(++i)).normalize();
      } else if (name == null && !word.equals("run") && !word.equals("run-script") && !word.startsWith("-")) {
        name = word;
      } else if (name != null) {
        return null;
      }
    }
    return name == null ? null : script(folder, name, depth + 1);
  }
}
