package io.cortado.mongo.backup;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server that a backup is made of or taken in by: a running one, or one for the folder of a database that is not in use. */
public final class Source implements AutoCloseable {
  private static final long SELECTION_SECONDS = 5;

  private final @Nullable EmbeddedServer server;
  private final MongoClient client;

  private Source(@Nullable EmbeddedServer server, String uri) {
    this.server = server;
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
            .applyConnectionString(new ConnectionString(uri))
            .build();
    this.client = MongoClients.create(settings);
  }

  /** A running server; throws an IllegalArgumentException for what is no connection string. */
  public static Source of(String uri) {
    return new Source(null, uri);
  }

  /** The folder of a database, which is made where that {@code may} be. */
  public static Source in(Path folder, boolean may) {
    if (!may && !Files.exists(folder.resolve(EmbeddedServer.FILE))) {
      throw new BackupException("The folder " + folder + " holds no development database.");
    }
    EmbeddedServer server = EmbeddedServer.start(0, folder);
    return new Source(server, server.uri());
  }

  /** For {@link Dump} and {@link Restore}. */
  public MongoClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
