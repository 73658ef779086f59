package io.cortado.http;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A connection as JavaScript's socket object holds it. Public for the border only; runs on the loop. */
public final class ConnectionHandle {
  private final HttpConnection connection;
  private @Nullable Value socket;

  ConnectionHandle(HttpConnection connection) {
    this.connection = connection;
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
    connection.write(text, null);
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
    return connection.peer();
  }
}
