package io.cortado.cli;

import io.cortado.mongo.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a backup in. */
@Command(
    name = "restore",
    description = "Inserts what is in a folder that cortado mongo dump or mongodump has written. Its exit code is 1 where the server "
        + "has refused documents.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    sortOptions = false)
final class MongoRestoreCommand implements Callable<Integer> {
  @Mixin private MongoData data = new MongoData();

  @Option(names = "--drop", description = "Drops each collection of the backup before it is filled.")
  private boolean drop;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (${DEFAULT-VALUE}).")
  private Path folder = Path.of("dump");

  @Override
  public Integer call() {
    return data.with("restore", true, source ->
        Restore.read(source.client(), data.database, folder, drop, System.out::println) == 0 ? 0 : 1);
  }
}
