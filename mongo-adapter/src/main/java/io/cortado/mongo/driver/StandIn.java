package io.cortado.mongo.driver;

import io.cortado.mongo.embedded.EmbeddedDatabaseException;
import io.cortado.spi.ModuleContext;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The development database for drivers that open their connections themselves, such as those that an app brings from
 * npm: under the same conditions as for our own driver, it answers where a MongoDB server would.
 */
public final class StandIn {

  private final Supplier<EmbeddedServers> servers;
  private final AtomicBoolean explained = new AtomicBoolean();

  /** For an app with these servers, which are made when they are needed, on the loop. */
  public StandIn(Supplier<EmbeddedServers> servers) {
    this.servers = servers;
  }

  /** What runs when a connection to a port of this machine is refused, or null where that is the app's affair. */
  public @Nullable Callable<Integer> offer(int port, ModuleContext context) {
    if (port != Addresses.DEFAULT_PORT
        || !Addresses.isLeftToDefault(context.environment("MONGODB_URI"), context.environment("NODE_ENV"))) {
      return null;
    }
    Path folder = context.workingDirectory();
    EmbeddedServers all = servers.get();
    return () -> start(folder, all);
  }

  private int start(Path folder, EmbeddedServers all) {
    // A server that listens on one of localhost's addresses only is found by the driver's next attempt.
    if (Addresses.isListening()) {
      return 0;
    }
    try {
      return EmbeddedServers.port(all.onDisk(folder, Addresses.NO_SERVER));
    } catch (EmbeddedDatabaseException e) {
      if (explained.compareAndSet(false, true)) {
        System.err.println("cortado: " + e.getMessage());
      }
      return 0;
    }
  }
}
