package io.cortado.cli;

import io.cortado.engine.Providers;
import io.cortado.module.Ownership;
import io.cortado.spi.ProvidedPackage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Every command line but an app's plain start. */
@Command(
    name = "cortado",
    description = "Runs Express apps on the JVM.",
    subcommands = {
      ScriptCommands.Run.class, ScriptCommands.Start.class, ScriptCommands.Test.class, InitCommand.class, InstallCommand.class,
      DoctorCommand.class, BuildCommand.class, ConfigCommand.class, ScriptCommands.Repl.class, ReportCommand.class,
      TypesCommand.class, CompletionCommand.class, MongoCommand.class
    },
    versionProvider = VersionText.class,
    customSynopsis = {
      "cortado [OPTION...] [APP] [ARGUMENT...]",
      "       cortado [OPTION...] -e TEXT | -p TEXT | - [ARGUMENT...]",
      "       cortado --version [APP]",
      "       cortado COMMAND ..."
    },
    optionListHeading = "%nOptions, beside those of Node, which docs/guide/command-line.md lists:%n",
    commandListHeading = "%nCommands:%n",
    parameterListHeading = "%n",
    sortOptions = false)
final class Commands implements Callable<Integer> {
  /** Those that start no app, which would have arguments of its own. */
  private static final List<String> OPTIONS_ANYWHERE = List.of("build", "doctor", "init", "install", "types");

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "Sets process.env.PORT for the app.")
  private @Nullable String port;

  @Option(names = "--handler-deadline", paramLabel = "MS",
      description = "Ends what keeps the app from everybody else for so many milliseconds; its request is answered with 503.")
  private @Nullable String handlerDeadline;

  @Option(names = "--workers", paramLabel = "N|auto",
      description = "Runs the app on so many loops of one process, which share its code and its ports; auto is one for each processor.")
  private @Nullable String workers;

  @Option(names = "--management-port", paramLabel = "N",
      description = "Serves /live, /ready and /metrics on a port of their own, on loopback.")
  private @Nullable String managementPort;

  @Option(names = "--management-host", paramLabel = "ADDRESS", description = "The address for that instead of loopback.")
  private @Nullable String managementHost;

  @Option(names = "--access-log", arity = "0..1", paramLabel = "FILE",
      description = "Logs every request in Apache's combined format, to standard output or =FILE.")
  private @Nullable String accessLog;

  @Option(names = "--log", paramLabel = "json|text", description = "With json, requests are logged as lines of JSON.")
  private @Nullable String log;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Option(names = {"-v", "--version"},
      description = "Prints versions and the runtime in use; with APP also whose packages it gets, and why.")
  private boolean version;

  @Parameters(index = "0", arity = "0..1", paramLabel = "APP",
      description = "A JavaScript file, or a folder: what its package.json's start script runs, else its main, app.js, server.js or "
          + "index.js. Without one, the folder one is in.")
  private @Nullable String app;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "The app's own arguments (process.argv).")
  private List<String> arguments = new ArrayList<>();

  /** Runs a command line; returns the exit code: 0, 1 for a failure, 2 for wrong usage. */
  static int execute(String[] args) {
    CommandLine line = new CommandLine(new Commands());
    Objects.requireNonNull(line.getSubcommands().get("config")).setUnmatchedOptionsArePositionalParams(true);
    line.setStopAtPositional(true);
    for (String command : OPTIONS_ANYWHERE) {
      Objects.requireNonNull(line.getSubcommands().get(command)).setStopAtPositional(false);
    }
    return line
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(Commands::wrongUsage)
        .execute(args);
  }

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (version) {
      for (String text : new VersionText().getVersion()) {
        line.getOut().println(text);
      }
      return app == null ? 0 : packages(line, app);
    }
    throw new ParameterException(line, "name the app to run: a JavaScript file, or a folder");
  }

  /** Says whose packages an app gets. */
  private static int packages(CommandLine line, String app) {
    Path main;
    try {
      main = AppPath.resolve(Path.of("").toAbsolutePath(), app);
    } catch (AppPathException e) {
      line.getErr().println("cortado: " + e.getMessage());
      return 1;
    }
    List<ProvidedPackage> packages = Providers.all().stream().flatMap(provider -> provider.packages().stream()).toList();
    Ownership.report(Objects.requireNonNull(main.getParent()), packages, System::getenv).forEach(line.getOut()::println);
    return 0;
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("cortado: " + e.getMessage());
    err.println("Try cortado --help");
    return CommandLine.ExitCode.USAGE;
  }
}
