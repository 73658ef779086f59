package io.cortado.mongo.driver;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The embedded servers of this process, one per data folder and one in memory. Called from any thread. */
final class EmbeddedServers {

  private static final Path IN_MEMORY = Path.of("");
  private static final Map<Path, EmbeddedServer> SERVERS = new HashMap<>();

  private EmbeddedServers() {}

  /** The address of the server for a folder's {@code data}, started now if it is not running yet. */
  static synchronized String onDisk(Path folder, String why) {
    Path data = folder.resolve("data").toAbsolutePath().normalize();
    EmbeddedServer running = SERVERS.get(data);
    if (running == null) {
      running = EmbeddedServer.start(0, data);
      SERVERS.put(data, running);
      System.err.println("cortado: " + why + "development database in " + data
          + " (set MONGODB_URI to use a MongoDB server)");
    }
    return running.uri();
  }

  static synchronized String inMemory() {
    return SERVERS.computeIfAbsent(IN_MEMORY, key -> EmbeddedServer.start(0, null)).uri();
  }

  static int port(String uri) {
    return Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
  }

  static synchronized void closeAll() {
    SERVERS.values().forEach(EmbeddedServer::close);
    SERVERS.clear();
  }
}
