package io.cortado.cli;

import com.mongodb.MongoException;
import io.cortado.mongo.backup.BackupException;
import io.cortado.mongo.backup.Source;
import io.cortado.mongo.embedded.EmbeddedDatabaseException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which database {@code cortado mongo dump} and {@code restore} mean. */
final class MongoData {
  @ArgGroup(multiplicity = "1")
  private @Nullable Place place;

  @Option(names = "--db", paramLabel = "NAME", description = "This database only.")
  @Nullable String database;

  /** One of the two. */
  static final class Place {
    @Option(names = "--path", paramLabel = "DIR", description = "The folder of a development database that is not running.")
    private @Nullable Path path;

    @Option(names = "--uri", paramLabel = "URI", description = "The connection string of a running server.")
    private @Nullable String uri;
  }

  /** Runs {@code work} and returns its exit code, or 1 with a line that says what failed. */
  int with(String command, boolean mayMake, ToIntFunction<Source> work) {
    try (Source source = open(mayMake)) {
      return work.applyAsInt(source);
    } catch (BackupException | EmbeddedDatabaseException | MongoException | IllegalArgumentException e) {
      System.err.println("cortado mongo " + command + ": " + e.getMessage());
      return 1;
    }
  }

  private Source open(boolean mayMake) {
    if (place != null && place.path != null) {
      return Source.in(place.path, mayMake);
    }
    if (place != null && place.uri != null) {
      return Source.of(place.uri);
    }
    throw new IllegalArgumentException("name --path or --uri");
  }
}
