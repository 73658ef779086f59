package io.cortado.cli;

import io.cortado.cli.script.UserEnvironment;
import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what a command line starts: which file or program, where, with which environment and which of Node's options. */
final class Launching {
  private static final Path INPUT = Path.of("/proc/self/fd/0");
  private static final int MEGABYTES = 20;

  private final RunArguments run;
  private final Map<String, String> environment;

  private Launching(RunArguments run, Map<String, String> environment) {
    this.run = run;
    this.environment = UserEnvironment.of(environment);
    if (run.port() != null) {
      this.environment.put("PORT", run.port());
    }
  }

  static Launch of(RunArguments run, Map<String, String> environment) throws AppPathException, BadOptionException {
    return new Launching(run, environment).launch();
  }

  private Launch launch() throws AppPathException, BadOptionException {
    Path directory = Path.of("").toAbsolutePath();
    String file = file();
    Launch found =
        file == null ? Launch.of(directory.resolve("[eval]"), directory, false, List.of())
            : Main.isNode() ? AppPath.asNode(directory, file) : AppPath.launch(directory, file, environment);
    found.variables().forEach(environment::putIfAbsent);
    List<String> arguments = new ArrayList<>(found.arguments());
    arguments.addAll(run.arguments());
    List<String> typed = new ArrayList<>(found.options());
    typed.addAll(run.node().typed());
    NodeLine node = node(typed, file == null);
    List<String> notes = new ArrayList<>(found.notes());
    if (node != null) {
      note(node, notes);
      String inspector = Inspector.prepare(node);
      if (inspector != null) {
        notes.add(inspector);
      }
    }
    return new Launch(found.main(), found.directory(), found.folder(), arguments, environment, typed, notes, node);
  }

  /** What is to run, or null where that is a text of the command line or of standard input. */
  private @Nullable String file() {
    String app = run.app();
    if (app != null) {
      return app.equals("-") ? null : app;
    }
    boolean program = run.node().isProgram() || run.node().has("--print") || Main.isNode() || isPiped();
    return program ? null : ".";
  }

  /** Whether standard input is a file or another program's output, not a terminal or nothing. */
  private static boolean isPiped() {
    try {
      String target = Files.readSymbolicLink(INPUT).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:") || Files.isRegularFile(INPUT);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whether somebody types what standard input has. */
  static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private @Nullable NodeLine node(List<String> typed, boolean program) throws BadOptionException {
    String variable = environment.get("NODE_OPTIONS");
    if (!program && typed.isEmpty() && (variable == null || variable.isBlank())) {
      return null;
    }
    NodeLine node = new NodeLine();
    if (variable != null) {
      node.environment(variable);
    }
    node.read(typed, 0, word -> false);
    if (node.has("--check") && node.last("--eval") != null) {
      throw new BadOptionException("either --check or --eval can be used, not both");
    }
    if (program && !node.isProgram()) {
      if (Main.isNode() && run.app() == null && isTerminal()) {
        node.read(List.of("-i"), 0, word -> false);
      } else {
        node.readsInput();
      }
    }
    return node;
  }

  private static void note(NodeLine node, List<String> notes) {
    if (!node.idle().isEmpty()) {
      boolean one = node.idle().size() == 1;
      notes.add(String.join(", ", node.idle()) + (one ? " means" : " mean") + " nothing here and " + (one ? "is" : "are") + " left out");
    }
    String heap = node.last("--max-old-space-size");
    // A part of the heap does not count. The launcher has seen the option where it could: a start script's comes when Java is there already.
    if (heap != null && 0.8 * Long.parseLong(heap) > Runtime.getRuntime().maxMemory() >> MEGABYTES) {
      notes.add("--max-old-space-size=" + heap + " has to be known when Java starts: give it on the command line, or in NODE_OPTIONS");
    }
  }
}
