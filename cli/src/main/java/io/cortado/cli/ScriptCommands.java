package io.cortado.cli;

import io.cortado.cli.script.ScriptCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that run scripts, for help and completion; {@link Main} runs them without picocli, which takes longer to start. */
abstract class ScriptCommands implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = {"-s", "--silent"}, description = "Does not say what is run.")
  private boolean silent;

  @Option(names = "--if-present", description = "Is content where there is no such script.")
  private boolean ifPresent;

  @Option(names = "--prefix", paramLabel = "DIR", description = "The folder of the package.json.")
  private @Nullable String prefix;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "For the script; those with a dash stand behind --.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(Objects.requireNonNull(spec).name()));
    words.addAll(arguments);
    return ScriptCommand.execute(words);
  }

  /** {@code cortado run}. */
  @Command(name = "run", description = "Runs a script of package.json with Cortado as its node; without a name, lists them.")
  static final class Run extends ScriptCommands {}

  /** {@code cortado start}. */
  @Command(name = "start", description = "Runs the start script.")
  static final class Start extends ScriptCommands {}

  /** {@code cortado repl}, which is {@code -i} by another name. */
  @Command(name = "repl", description = "A prompt, with history and completion; an APP's exports are at hand as app.")
  static final class Repl implements Callable<Integer> {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
    private boolean help;

    @Parameters(arity = "0..1", paramLabel = "APP", description = "A file.")
    private @Nullable String app;

    @Override
    public Integer call() {
      throw new IllegalStateException("Main starts it");
    }
  }

  /** {@code cortado test}. */
  @Command(name = "test", description = "Runs the test script.")
  static final class Test extends ScriptCommands {}
}
