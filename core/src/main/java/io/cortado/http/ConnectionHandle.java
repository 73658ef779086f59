package io.cortado.http;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A connection as JavaScript's socket object holds it. Public for the border only; runs on the loop. */
public final class ConnectionHandle {
  private final HttpConnection connection;
  private final HttpServer server;
  private final Peer peer;
  private @Nullable Value socket;

  ConnectionHandle(HttpConnection connection, HttpServer server, Peer peer) {
    this.connection = connection;
    this.server = server;
    this.peer = peer;
  }

  /** Whether the server is closing, so that every response ends its connection. */
  boolean closing() {
    return server.closing();
  }

  /** Hands the connection over as a raw socket, for upgrades and CONNECT; what has come early goes to it first. */
  public RawSide detach(Value events) {
    return connection.detach(events);
  }

  /** Ends the connection at once; an open response hears of it in a later turn. */
  public void destroy() {
    connection.destroy();
  }

  /** Ends it when what is written has gone out. */
  public void endAfterOutput() {
    connection.closeAfterOutput();
  }

  /** Writes protocol text outside of a response, for clientError listeners. */
  public void writeText(String text) {
    connection.send(text);
  }

  /** The socket object JavaScript made for this connection, or null. */
  public @Nullable Value socket() {
    return socket;
  }

  public void keepSocket(Value value) {
    this.socket = value;
  }

  /** Requests read so far. */
  public int requests() {
    return connection.requests();
  }

  public Peer peer() {
    return peer;
  }
}
