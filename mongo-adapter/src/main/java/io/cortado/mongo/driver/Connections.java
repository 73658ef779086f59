package io.cortado.mongo.driver;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The pools of one app, one per connection string. Called from any thread; {@link #open} blocks. */
public final class Connections {

  private static final int LOCAL_SELECTION_MILLIS = 2_000;
  private static final int REMOTE_SELECTION_MILLIS = 30_000;

  /** JUL's logger holds configured loggers weakly; this keeps the quiet level. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.mongodb.driver");

  private final Map<String, Pool> pools = new HashMap<>();
  private final EmbeddedServers servers = new EmbeddedServers();
  private boolean closed;

  static {
    DRIVER_LOG.setLevel(Level.SEVERE);
  }

  /**
   * What a client asks for.
   *
   * @param uri the connection string, or {@code mongodb://embedded/db} or {@code mongodb://memory/db}
   * @param patient true when the app has set the time to wait for a server itself
   * @param configured the app's {@code MONGODB_URI}, or null
   * @param mode the app's {@code NODE_ENV}, or null
   * @param folder the app's working directory
   */
  public record Request(
      String uri, boolean patient, @Nullable String configured, @Nullable String mode, Path folder) {}

  /** The servers that it may need. */
  public EmbeddedServers servers() {
    return servers;
  }

  /** Connects, starting the embedded server where the address asks for it, and checks that a server answers. */
  public Connection open(Request request) {
    String uri = Addresses.resolve(request, servers);
    Pool pool = acquire(uri, request.patient());
    try {
      Greeting.require(pool.client(), uri, request.patient());
      return new Connection(pool);
    } catch (RuntimeException e) {
      release(pool);
      throw e;
    }
  }

  private synchronized Pool acquire(String uri, boolean patient) {
    if (closed) {
      throw new IllegalStateException("The app that connects to " + uri + " has ended");
    }
    Pool pool = pools.computeIfAbsent(uri, key -> new Pool(this, key, create(key, patient)));
    pool.retain();
    return pool;
  }

  void release(Pool pool) {
    synchronized (this) {
      if (!pool.releasedByLast()) {
        return;
      }
      pools.remove(pool.key(), pool);
    }
    pool.client().close();
  }

  private static MongoClient create(String uri, boolean patient) {
    ConnectionString connection = new ConnectionString(uri);
    MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(connection);
    if (!patient) {
      int millis = Addresses.isLocal(connection.getHosts()) ? LOCAL_SELECTION_MILLIS : REMOTE_SELECTION_MILLIS;
      settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS));
    }
    return MongoClients.create(settings.build());
  }

  /** Closes every pool and leaves the embedded servers, for the end of the app. */
  public void closeAll() {
    List<Pool> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(pools.values());
      pools.clear();
    }
    open.forEach(pool -> pool.client().close());
    servers.closeAll();
  }
}
