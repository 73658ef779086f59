package io.cortado.cli;

import io.cortado.cli.maven.InstallException;
import io.cortado.cli.maven.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs the Java libraries that package.json names. */
@Command(name = "install", description = "Installs the Java libraries that \"cortado\": {\"maven\": […]} in package.json names.")
final class InstallCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The app's folder; by default the one one is in.")
  private Path folder = Path.of("");

  @Option(names = "--frozen", description = "Installs what cortado-lock.json says, or nothing; for builds.")
  private boolean frozen;

  @Option(names = "--offline", description = "Takes what the local repository has.")
  private boolean offline;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      int count = new Installation(folder.toAbsolutePath().normalize(), text -> out.println("cortado: " + text), offline, null).run(frozen);
      out.println("cortado: " + count + (count == 1 ? " library is" : " libraries are") + " in .cortado/lib");
      return 0;
    } catch (InstallException e) {
      err.println("cortado install: " + e.getMessage());
      return 1;
    }
  }
}
