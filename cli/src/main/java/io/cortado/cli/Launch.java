package io.cortado.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the app that the command line names is started.
 *
 * @param main its entry file, absolute
 * @param directory its working directory
 * @param folder whether the command line names a folder
 * @param arguments those that its start script gives it
 * @param variables what its start script, or npm, sets in its environment unless it is set
 * @param options {@code process.execArgv}
 * @param notes what the user should know about the choice, in sentences
 */
record Launch(
    Path main,
    Path directory,
    boolean folder,
    List<String> arguments,
    Map<String, String> variables,
    List<String> options,
    List<String> notes) {

  static Launch of(Path main, Path directory, boolean folder, List<String> notes) {
    return new Launch(main, directory, folder, List.of(), Map.of(), List.of(), notes);
  }
}
