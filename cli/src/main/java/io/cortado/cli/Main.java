package io.cortado.cli;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import io.cortado.ParallelApp;
import io.cortado.cli.script.ScriptCommand;
import io.cortado.node.options.BadOptionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program's entry: starts the app named on the command line, or hands over to {@link Commands}. */
public final class Main {
  static {
    // JBoss Logging would print XNIO's version through java.util.logging; slf4j's no-op binding prints nothing.
    System.setProperty("org.jboss.logging.provider", "slf4j");
  }

  /** The commands that run scripts of package.json. */
  private static final Set<String> SCRIPTS = Set.of("run", "start", "test", "npm");

  private static final String TEST = "--test";
  private static final Set<String> HELP = Set.of("-h", "--help");

  private Main() {}

  /** Whether the program was called as {@code node}, whose command line it then has. */
  static boolean isNode() {
    return "node".equals(System.getProperty("cortado.called"));
  }

  /** Runs the command line. */
  public static void main(String[] args) {
    List<String> words = args.length > 0 && args[0].equals("repl") && !isNode() ? prompt(List.of(args)) : List.of(args);
    // picocli costs more than the rest of a start, so an app's plain start does not touch it.
    if (words.contains(TEST) && TestCommand.isAsked(args)) {
      System.exit(TestCommand.run(args));
    }
    try {
      RunArguments run = RunArguments.parse(words, isNode());
      String script = run == null ? null : run.node().last("--run");
      if (run != null && script != null) {
        System.exit(script(Stream.concat(Stream.of("run", "--plain", script, "--"), scriptArguments(run)).toList()));
      }
      if (run != null) {
        start(run);
        return;
      }
    } catch (BadOptionException e) {
      fail(e.getMessage(), e.exitCode());
    }
    if (!isNode() && SCRIPTS.contains(words.getFirst()) && !(words.size() > 1 && HELP.contains(words.get(1)))) {
      System.exit(script(words));
    }
    System.exit(isNode() ? AskedAsNode.answer(words) : Commands.execute(asked(words)));
  }

  /** What follows {@code --run NAME}. */
  private static Stream<String> scriptArguments(RunArguments run) {
    return run.app() == null ? Stream.of() : Stream.concat(Stream.of(run.app()), run.arguments().stream());
  }

  /** {@code repl} is a word for {@code -i}; an app that follows is at hand there. */
  private static List<String> prompt(List<String> words) {
    boolean asks = words.size() > 1 && RunArguments.ASKING.contains(words.get(1));
    return asks ? words : Stream.concat(Stream.of("-i"), words.stream().skip(1)).toList();
  }

  /** Without the options before a word that asks for the version or for help. */
  private static String[] asked(List<String> words) {
    int at = 0;
    while (words.getFirst().startsWith("-") && at < words.size()
        && !RunArguments.ASKING.contains(words.get(at))) {
      at++;
    }
    return words.subList(at < words.size() ? at : 0, words.size()).toArray(String[]::new);
  }

  /** {@code npm} is what libexec/npm calls. */
  private static int script(List<String> words) {
    try {
      return ScriptCommand.execute(words.getFirst().equals("npm") ? words.subList(1, words.size()) : words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Starts the app, which from then on owns the process. */
  static void start(RunArguments run) {
    Launch launch;
    try {
      launch = Launching.of(run, System.getenv());
    } catch (AppPathException e) {
      fail(e.getMessage(), 1);
      return;
    } catch (BadOptionException e) {
      fail(e.getMessage(), e.exitCode());
      return;
    }
    for (String note : launch.notes()) {
      System.err.println("cortado: " + note);
    }
    CortadoOptions options =
        new CortadoOptions(launch.main(), launch.arguments(), launch.variables(), launch.directory(), !run.watch() && run.workers() == null,
            launch.options(),
            launch.folder(), bound(launch), run.deadlineMillis(), run.operations(), launch.node());
    if (run.watch()) {
      Watching.run(run, options);
    } else if (run.workers() != null) {
      parallel(options, run.workerCount());
    } else {
      Cortado.start(options);
    }
  }

  private static void parallel(CortadoOptions options, int count) {
    try {
      ParallelApp.run(options, count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A prompt's line editor, where there is a terminal. */
  private static Map<String, Object> bound(Launch launch) {
    boolean prompt = launch.node() != null && launch.node().has("--interactive") && Launching.isTerminal();
    return prompt ? Map.of("terminal", LineEditor.start()) : Map.of();
  }

  private static void fail(@Nullable String message, int code) {
    System.err.println((isNode() ? "node: " : "cortado: ") + message);
    System.exit(code);
  }
}
