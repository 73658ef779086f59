package io.cortado.cli;

import io.cortado.CortadoOptions;
import io.cortado.WatchOptions;
import io.cortado.WatchedApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code cortado --watch}: what is watched for an app, beside the files that it loads. */
final class Watching {
  private static final Set<String> VARIABLES = Set.of("--env-file", "--env-file-if-exists");

  private Watching() {}

  /** Runs an app until the process is told to end. */
  static void run(RunArguments run, CortadoOptions options) {
    List<String> words = new ArrayList<>(run.app() == null ? List.of(".") : List.of(run.app()));
    words.addAll(run.arguments());
    Path here = Path.of("").toAbsolutePath();
    List<Path> paths = run.watchPaths().stream().map(path -> here.resolve(path).normalize()).toList();
    try {
      WatchedApp.run(options, new WatchOptions(String.join(" ", words), paths, variables(options), run.watchPreserveOutput()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The files of variables that Node's options name. */
  private static List<Path> variables(CortadoOptions options) {
    List<Path> files = new ArrayList<>();
    List<String> given = options.execArguments();
    for (int i = 0; i < given.size(); i++) {
      int equals = given.get(i).indexOf('=');
      String name = equals < 0 ? given.get(i) : given.get(i).substring(0, equals);
      if (VARIABLES.contains(name) && (equals >= 0 || i + 1 < given.size())) {
        String file = equals < 0 ? given.get(++i) : given.get(i).substring(equals + 1);
        files.add(options.workingDirectory().resolve(file).normalize());
      }
    }
    return files;
  }
}
