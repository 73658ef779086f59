package io.cortado.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.cortado.module.PackageJson;
import io.cortado.node.options.BadOptionException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what an app would be started with: each option, its value, and where that is from. */
@Command(name = "config", description = "Prints each option that an app would be started with, its value, and where that is from.")
final class ConfigCommand implements Callable<Integer> {
  /** Variables of the environment that Cortado reads, beside those that options set; the value of some is nobody's business. */
  private static final List<String> VARIABLES =
      List.of("NODE_ENV", "NODE_PATH", "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED", "NODE_NO_WARNINGS", "NODE_DEBUG", "DEBUG",
          "TZ", "CORTADO_EXPRESS", "CORTADO_MONGODB", "JAVA_HOME", "JAVA_TOOL_OPTIONS");

  private static final int MEGABYTES = 20;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "A command line as cortado takes it: options, then the app.")
  private List<String> words = new ArrayList<>();

  private final List<String[]> rows = new ArrayList<>();

  @Override
  public Integer call() throws BadOptionException {
    CommandSpec own = Objects.requireNonNull(spec);
    PrintWriter out = own.commandLine().getOut();
    RunArguments run;
    Launch launch;
    try {
      run = Objects.requireNonNull(RunArguments.parse(words.isEmpty() ? List.of(".") : words));
      launch = Launching.of(run, System.getenv());
    } catch (AppPathException | BadOptionException e) {
      own.commandLine().getErr().println("cortado: " + e.getMessage());
      return 1;
    }
    PackageJson json = PackageJson.above(launch.main());
    Map<String, String> environment = launch.variables();
    row("app", launch.main().toString(), launch.folder() ? "package.json, or the usual names" : "command line");
    row("working directory", launch.directory().toString(), launch.folder() ? "the app's folder, where a start script is followed" : "");
    row("PORT", environment.get("PORT"), run.port() != null ? "--port" : "environment");
    row("workers", run.workers() == null ? null : Integer.toString(run.workerCount()), "--workers");
    deadline(run, environment, json);
    for (String list : List.of("installed", "builtin")) {
      String variable = "CORTADO_" + list.toUpperCase(Locale.ROOT);
      List<String> names = json == null ? List.of() : json.cortado(list);
      row("packages " + list, environment.containsKey(variable) ? environment.get(variable) : join(names),
          environment.containsKey(variable) ? variable : "package.json");
    }
    JsonNode java = json == null ? null : json.cortadoValue("java");
    row("Java for packages", java == null ? null : java.toString(), "package.json");
    row("MONGODB_URI", environment.containsKey("MONGODB_URI") ? "set" : "the embedded database", environment.containsKey("MONGODB_URI")
        ? "environment" : "default");
    row("heap", (Runtime.getRuntime().maxMemory() >> MEGABYTES) + " MB", heap());
    options(run, launch, environment.get("NODE_OPTIONS"));
    for (String name : VARIABLES) {
      if (environment.containsKey(name)) {
        row(name, environment.get(name), System.getenv(name) == null ? "start script" : "environment");
      }
    }
    int width = rows.stream().mapToInt(each -> each[0].length()).max().orElse(0);
    int values = rows.stream().mapToInt(each -> each[1].length()).max().orElse(0);
    rows.forEach(each -> out.println(("%-" + width + "s  %-" + Math.min(values, 60) + "s  %s").formatted((Object[]) each).stripTrailing()));
    return 0;
  }

  private void row(String name, @Nullable String value, String origin) {
    rows.add(new String[] {name, value == null ? "-" : value, value == null ? "not set" : origin});
  }

  private static @Nullable String join(List<String> names) {
    return names.isEmpty() ? null : String.join(",", names);
  }

  private void deadline(RunArguments run, Map<String, String> environment, @Nullable PackageJson json) {
    String variable = environment.get("CORTADO_HANDLER_DEADLINE");
    JsonNode own = json == null ? null : json.cortadoValue("handlerDeadline");
    if (run.handlerDeadline() != null) {
      row("handler deadline", run.handlerDeadline() + " ms", "--handler-deadline");
    } else if (variable != null) {
      row("handler deadline", variable + " ms", "CORTADO_HANDLER_DEADLINE");
    } else {
      row("handler deadline", own == null ? null : own.asText() + " ms", "package.json");
    }
  }

  private void options(RunArguments run, Launch launch, @Nullable String variable) {
    if (variable != null && !variable.isBlank()) {
      row("Node's options", variable, "NODE_OPTIONS");
    }
    int ofScript = launch.options().size() - run.node().typed().size();
    if (ofScript > 0) {
      row("Node's options", String.join(" ", launch.options().subList(0, ofScript)), "start script");
    }
    if (!run.node().typed().isEmpty()) {
      row("Node's options", String.join(" ", run.node().typed()), "command line");
    }
  }

  /** Who has said how much memory there is. */
  private static String heap() {
    List<String> jvm = ManagementFactory.getRuntimeMXBean().getInputArguments();
    boolean bounded = jvm.stream().anyMatch(option -> option.startsWith("-Xmx") || option.startsWith("-XX:MaxRAMPercentage"));
    return bounded ? "--max-old-space-size, or JAVA_TOOL_OPTIONS" : "default: a quarter of the memory";
  }
}
