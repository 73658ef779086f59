package io.cortado.mongo.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which server an address means. Called from any thread; may block shortly. */
public final class Addresses {

  private static final String EMBEDDED = "mongodb://embedded";
  static final String NO_SERVER = "no MongoDB at 127.0.0.1:27017, using the ";
  static final int DEFAULT_PORT = 27017;
  private static final int PROBE_MILLIS = 500;

  private Addresses() {}

  /** The port of the server for {@code mongodb://embedded/db}, in a folder's {@code data}, or for {@code mongodb://memory/db}. */
  public static int embeddedPort(String uri, Path folder, EmbeddedServers servers) {
    return EmbeddedServers.port(uri.startsWith(EMBEDDED) ? servers.onDisk(folder, "") : servers.inMemory());
  }

  /** Nothing configured, and not in production. */
  static boolean isLeftToDefault(@Nullable String configured, @Nullable String mode) {
    return configured == null && !"production".equals(mode);
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
}
