package io.cortado.cli;

import io.cortado.mongo.backup.Dump;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a backup. */
@Command(
    name = "dump",
    description = "Writes databases into a folder, as mongodump does.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class MongoDumpCommand implements Callable<Integer> {
  @Mixin private MongoData data = new MongoData();

  @Option(names = "--out", paramLabel = "DIR", description = "The folder, new or empty (${DEFAULT-VALUE}).")
  private Path out = Path.of("dump");

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Override
  public Integer call() {
    return data.with("dump", false, source -> {
      Dump.write(source.client(), data.database, out, System.out::println);
      return 0;
    });
  }
}
