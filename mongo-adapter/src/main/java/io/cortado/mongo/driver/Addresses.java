package io.cortado.mongo.driver;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which server a connection string means. Called from any thread; may block shortly. */
final class Addresses {

  private static final String EMBEDDED = "mongodb://embedded";
  private static final String MEMORY = "mongodb://memory";
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> DEFAULT_ADDRESSES =
      Set.of("localhost", "localhost:27017", "127.0.0.1", "127.0.0.1:27017", "[::1]", "[::1]:27017");
  static final String NO_SERVER = "no MongoDB at 127.0.0.1:27017, using the ";
  static final int DEFAULT_PORT = 27017;
  private static final int PROBE_MILLIS = 500;

  private Addresses() {}

  static String resolve(Connections.Request request, EmbeddedServers servers) {
    String uri = request.uri();
    if (isFor(uri, EMBEDDED)) {
      return servers.onDisk(request.folder(), "") + uri.substring(EMBEDDED.length());
    }
    if (isFor(uri, MEMORY)) {
      return servers.inMemory() + uri.substring(MEMORY.length());
    }
    if (mayFallBack(request) && !isListening()) {
      ConnectionString wanted = new ConnectionString(uri);
      String database = wanted.getDatabase() == null ? "" : wanted.getDatabase();
      return servers.onDisk(request.folder(), NO_SERVER) + "/" + database;
    }
    return uri;
  }

  private static boolean isFor(String uri, String prefix) {
    return uri.equals(prefix) || uri.startsWith(prefix + "/") || uri.startsWith(prefix + "?");
  }

  /** Nothing configured, and not in production. */
  static boolean isLeftToDefault(@Nullable String configured, @Nullable String mode) {
    return configured == null && !"production".equals(mode);
  }

  /** Only for an app that was left to its default and wants the default address. */
  private static boolean mayFallBack(Connections.Request request) {
    if (!isLeftToDefault(request.configured(), request.mode())) {
      return false;
    }
    ConnectionString wanted = new ConnectionString(request.uri());
    return wanted.getHosts().size() == 1
        && DEFAULT_ADDRESSES.contains(wanted.getHosts().getFirst())
        && wanted.getCredential() == null
        && wanted.getRequiredReplicaSetName() == null
        && !Boolean.TRUE.equals(wanted.getSslEnabled());
  }

  static boolean isListening() {
    try {
      return Arrays.stream(InetAddress.getAllByName("localhost")).anyMatch(Addresses::answers);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean answers(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, DEFAULT_PORT), PROBE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isLocal(List<String> hosts) {
    return hosts.stream().allMatch(host -> LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", "")));
  }
}
