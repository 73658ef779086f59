package io.cortado.cli;

import io.cortado.node.options.NodeLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the app that the command line names is started.
 *
 * @param main its entry file, absolute
 * @param directory its working directory
 * @param folder whether the command line names a folder
 * @param arguments its own: those that its start script gives it, then those of the command line
 * @param variables what its start script, or npm, sets in its environment unless it is set; in the end all of its environment
 * @param options {@code process.execArgv}
 * @param notes what the user should know about the choice, in sentences
 * @param node Node's options as they are understood, or null where there are none
 */
record Launch(
    Path main,
    Path directory,
    boolean folder,
    List<String> arguments,
    Map<String, String> variables,
    List<String> options,
    List<String> notes,
    @Nullable NodeLine node) {

  /** What a file or a folder says by itself. */
  Launch(
      Path main, Path directory, boolean folder, List<String> arguments, Map<String, String> variables, List<String> options,
      List<String> notes) {
    this(main, directory, folder, arguments, variables, options, notes, null);
  }

  static Launch of(Path main, Path directory, boolean folder, List<String> notes) {
    return new Launch(main, directory, folder, List.of(), Map.of(), List.of(), notes);
  }
}
