package io.cortado.cli;

import io.cortado.mongo.embedded.EmbeddedDatabaseException;
import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the embedded database alone, for npm's driver or a database tool to connect to. */
@Command(
    name = "mongo",
    description = "Runs the embedded database until it is interrupted; or makes a backup of a database, or takes one in.",
    subcommands = {MongoDumpCommand.class, MongoRestoreCommand.class},
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class MongoCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 27_017;

  @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 for a free one (${DEFAULT-VALUE}).")
  private int port = DEFAULT_PORT;

  @Option(names = "--path", paramLabel = "DIR", description = "Where the data is kept; without it, in memory.")
  private @Nullable Path path;

  @Option(names = "--auth", description = "Clients have to say who they are; the first may make a user.")
  private boolean auth;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedServer server;
    try {
      server = auth ? EmbeddedServer.startWithUsers(port, path) : EmbeddedServer.start(port, path);
    } catch (EmbeddedDatabaseException e) {
      System.err.println("cortado mongo: " + e.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "cortado-mongo-close"));
    System.out.println("mongodb://127.0.0.1:" + server.port() + "/");
    Thread.currentThread().join();
    return 0;
  }
}
