package io.cortado.cli;

import io.cortado.node.options.NodeOption;
import io.cortado.node.options.NodeOption.Effect;
import io.cortado.node.options.NodeOption.Value;
import io.cortado.node.options.NodeOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that has a shell complete Cortado's command line. */
@Command(
    name = "completion",
    description = "Prints a script that has a shell complete cortado's command line.",
    footer = {"", "bash: . <(cortado completion bash)", "zsh:  . <(cortado completion zsh)",
        "fish: cortado completion fish > ~/.config/fish/completions/cortado.fish"},
    optionListHeading = "%nOptions:%n")
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell { bash, zsh, fish }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "SHELL", defaultValue = "bash", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Shell shell = Shell.bash;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    CommandSpec root = own.root();
    Map<String, List<String>> commands = new TreeMap<>();
    for (Map.Entry<String, CommandLine> entry : root.subcommands().entrySet()) {
      commands.put(entry.getKey(), options(entry.getValue().getCommandSpec()));
    }
    List<String> options = options(root);
    options.addAll(nodes());
    PrintWriter out = own.commandLine().getOut();
    switch (shell) {
      case bash -> bash(out, commands, options);
      case zsh -> {
        out.println("autoload -U +X bashcompinit && bashcompinit");
        bash(out, commands, options);
      }
      case fish -> fish(out, commands, options);
    }
    return 0;
  }

  private static List<String> options(CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }

  /** Those of Node's that do something. */
  private static List<String> nodes() {
    List<String> names = new ArrayList<>(NodeOptions.aliases().keySet().stream().filter(name -> name.length() == 2).toList());
    for (NodeOption option : NodeOptions.all()) {
      if (option.effect() == Effect.DOES) {
        boolean denied = List.of("--warnings", "--deprecation", "--network-family-autoselection", "--global-search-paths")
            .contains(option.name()) || option.name().startsWith("--experimental-");
        names.add((denied ? "--no-" + option.name().substring(2) : option.name()) + (option.value() == Value.VALUE ? "=" : ""));
      }
    }
    return names;
  }

  private static void bash(PrintWriter out, Map<String, List<String>> commands, List<String> options) {
    out.println("_cortado() {");
    out.println("  local word=${COMP_WORDS[COMP_CWORD]} words=");
    out.println("  if [ \"$COMP_CWORD\" = 1 ]; then");
    out.println("    words='" + String.join(" ", commands.keySet()) + " " + String.join(" ", options) + "'");
    out.println("  else");
    out.println("    case ${COMP_WORDS[1]} in");
    commands.forEach((name, own) -> out.println("      " + name + ") words='" + String.join(" ", own) + "' ;;"));
    out.println("      -*) words='" + String.join(" ", options) + "' ;;");
    out.println("    esac");
    out.println("  fi");
    out.println("  COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))");
    out.println("}");
    out.println("complete -o filenames -F _cortado cortado");
  }

  private static void fish(PrintWriter out, Map<String, List<String>> commands, List<String> options) {
    out.println("complete -c cortado -n __fish_use_subcommand -a '" + String.join(" ", commands.keySet()) + "'");
    for (String option : options) {
      out.println("complete -c cortado -n __fish_use_subcommand " + fish(option));
    }
    commands.forEach((name, own) ->
        own.forEach(option -> out.println("complete -c cortado -n '__fish_seen_subcommand_from " + name + "' " + fish(option))));
  }

  private static String fish(String option) {
    String plain = option.replace("=", "");
    String value = option.endsWith("=") ? " -r" : "";
    if (plain.startsWith("--")) {
      return "-l " + plain.substring(2) + value;
    }
    return (plain.length() == 2 ? "-s " : "-o ") + plain.substring(1);
  }
}
