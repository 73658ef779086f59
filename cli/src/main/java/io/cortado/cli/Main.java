package io.cortado.cli;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program's entry: starts the app named on the command line, or hands over to {@link Commands}. */
public final class Main {
  static {
    // JBoss Logging would print XNIO's version through java.util.logging; slf4j's no-op binding prints nothing.
    System.setProperty("org.jboss.logging.provider", "slf4j");
  }

  private Main() {}

  /** Runs the command line. */
  public static void main(String[] args) {
    // picocli costs more than the rest of a start, so an app's plain start does not touch it.
    RunArguments run = RunArguments.parse(List.of(args));
    if (run == null) {
      System.exit(Commands.execute(args));
    } else {
      start(run);
    }
  }

  /** Starts the app, which from then on owns the process. */
  static void start(RunArguments run) {
    Path directory = Path.of("").toAbsolutePath();
    Launch launch;
    try {
      launch = AppPath.launch(directory, run.app(), System.getenv());
    } catch (AppPathException e) {
      System.err.println("cortado: " + e.getMessage());
      System.exit(1);
      return;
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    // Set by the launcher for its own use.
    environment.remove("JDK_AOT_VM_OPTIONS");
    restoreLocale(environment);
    String port = run.port();
    if (port != null) {
      environment.put("PORT", port);
    }
    launch.variables().forEach(environment::putIfAbsent);
    for (String note : launch.notes()) {
      System.err.println("cortado: " + note);
    }
    List<String> arguments = new ArrayList<>(launch.arguments());
    arguments.addAll(run.arguments());
    Cortado.start(
        new CortadoOptions(launch.main(), arguments, environment, launch.directory(), true, launch.options(), launch.folder(),
            run.deadlineMillis()));
  }

  /** Gives the app the locale that the launcher has replaced by one in UTF-8: NAME=value, or NAME where it was unset. */
  private static void restoreLocale(Map<String, String> environment) {
    String replaced = environment.remove("CORTADO_LOCALE");
    if (replaced == null) {
      return;
    }
    int end = replaced.indexOf('=');
    if (end < 0) {
      environment.remove(replaced);
    } else {
      environment.put(replaced.substring(0, end), replaced.substring(end + 1));
    }
  }
}
