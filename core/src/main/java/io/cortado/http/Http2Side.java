package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import io.cortado.node.tls.TlsPeer;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The connections of a server that speak HTTP/2. Public for the border only; on the loop. */
public final class Http2Side {
  private static final int BUFFER_BYTES = 64 << 10;

  private final HttpServer server;
  private final Set<Http2Connection> connections = new LinkedHashSet<>();
  /** Not that of HTTP/1, into which streams are read while this one is. */
  private final ByteBuffer readBuffer = ByteBuffer.allocate(BUFFER_BYTES);
  private byte[] settings = {};
  private boolean requests;

  Http2Side(HttpServer server) {
    this.server = server;
  }

  /** What clients are to keep to, as a SETTINGS frame's records. */
  public void settings(Value buffer, double offset, double length) {
    settings = Bytes.of(buffer, offset, length);
  }

  /** Streams are requests of HTTP/1 from now on, and not JavaScript's own. */
  public void serveRequests() {
    requests = true;
  }

  boolean servesRequests() {
    return requests;
  }

  ByteBuffer readBuffer() {
    return readBuffer;
  }

  /** Serves a connection whose client speaks HTTP/2 from its first byte on. */
  void open(Wire wire, @Nullable TlsPeer client) {
    Http2Connection connection = new Http2Connection(this, server, wire, client);
    connections.add(connection);
    server.keepProcess(true);
    connection.begin(settings);
    server.binding().session(server, connection.session());
  }

  void closed(Http2Connection connection) {
    if (connections.remove(connection)) {
      server.keepProcess(false);
      server.left();
    }
  }

  void sweep(long now) {
    List.copyOf(connections).forEach(connection -> connection.sweep(now));
  }

  boolean isEmpty() {
    return connections.isEmpty();
  }

  /** Leaves who has no stream open, and the others after their last. */
  void leave() {
    List.copyOf(connections).forEach(Http2Connection::leave);
  }

  void cut() {
    List.copyOf(connections).forEach(Http2Connection::close);
  }
}
