package io.cortado.mongo.driver;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The embedded servers of one app: one in memory, and one for each data folder. A folder can be open once in a process, so
 * several apps have the same server for it, which ends with the last of them. Called from any thread.
 */
public final class EmbeddedServers {

  private static final Map<Path, Shared> SHARED = new HashMap<>();

  private final Map<Path, EmbeddedServer> used = new HashMap<>();
  private @Nullable EmbeddedServer memory;

  /** A server with the number of apps that use it; that is guarded by {@link #SHARED}. */
  private static final class Shared {
    final EmbeddedServer server;
    int users;

    Shared(EmbeddedServer server) {
      this.server = server;
    }
  }

  /** The address of the server for a folder's {@code data}, started now if it is not running yet. */
  synchronized String onDisk(Path folder, String why) {
    Path data = folder.resolve("data").toAbsolutePath().normalize();
    return used.computeIfAbsent(data, key -> joined(key, why)).uri();
  }

  private static EmbeddedServer joined(Path data, String why) {
    synchronized (SHARED) {
      Shared running = SHARED.get(data);
      if (running == null) {
        running = new Shared(EmbeddedServer.start(0, data));
        SHARED.put(data, running);
        System.err.println("cortado: " + why + "development database in " + data + " at " + running.server.uri()
            + " (set MONGODB_URI to use a MongoDB server)");
      }
      running.users++;
      return running.server;
    }
  }

  private static void left(Path data) {
    synchronized (SHARED) {
      Shared running = SHARED.get(data);
      if (running != null && --running.users == 0) {
        SHARED.remove(data);
        running.server.close();
      }
    }
  }

  synchronized String inMemory() {
    if (memory == null) {
      memory = EmbeddedServer.start(0, null);
    }
    return memory.uri();
  }

  static int port(String uri) {
    return Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
  }

  /** Leaves them, for the end of the app. */
  public synchronized void closeAll() {
    used.keySet().forEach(EmbeddedServers::left);
    used.clear();
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
