package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import io.cortado.node.tls.TlsPeer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A connection as JavaScript's socket object holds it. Public for the border only; runs on the loop. */
public final class ConnectionHandle {
  private final HttpConnection connection;
  private final HttpServer server;
  private final Peer peer;
  private final @Nullable TlsPeer client;
  private @Nullable Value socket;
  private List<Value> waiting = List.of();
  private boolean watched;
  private boolean keeping;

  ConnectionHandle(HttpConnection connection, HttpServer server, Peer peer, @Nullable TlsPeer client) {
    this.connection = connection;
    this.server = server;
    this.peer = peer;
    this.client = client;
  }

  /** Whether the server is closing, so that every response ends its connection. */
  boolean closing() {
    return server.closing();
  }

  /** The JavaScript side of the server. */
  public Value server() {
    return server.handle();
  }

  /** Hands the connection over as a raw socket, for upgrades and CONNECT; what has come early goes to it first. */
  public RawSide detach(Value events) {
    return connection.detach(events);
  }

  /** The same for a connection over a stream, which goes on by itself: only what has come early. */
  public ByteBuffer release() {
    return ByteBuffer.wrap(connection.release());
  }

  /** Ends the connection at once. */
  public void destroy() {
    connection.destroy();
  }

  /** Ends it when what is written has gone out. */
  public void endAfterOutput() {
    connection.closeAfterOutput();
  }

  /** Writes outside of a response; returns the bytes not yet with the kernel. */
  public double write(Value buffer, double offset, double length) {
    connection.output().write(ByteBuffer.wrap(Bytes.of(buffer, offset, length)), false);
    return connection.output().unsent();
  }

  /** Calls back when everything written so far is with the kernel; at once where it is already. */
  public void whenFlushed(Value callback) {
    if (connection.output().unsent() == 0) {
      callback.executeVoid();
    } else {
      if (waiting.isEmpty()) {
        waiting = new ArrayList<>();
      }
      waiting.add(callback);
    }
  }

  void flushed() {
    List<Value> callbacks = waiting;
    waiting = List.of();
    callbacks.forEach(callback -> server.binding().call(callback, "flushed", null));
  }

  /** The response objects that are still open, once. */
  public Value[] takeResponses() {
    return connection.reader().takeResponses();
  }

  /** Whether somebody wants to see the bytes as they come. */
  public void watch(boolean on) {
    watched = on;
  }

  boolean watched() {
    return watched;
  }

  /** Whether the connection keeps the process alive. */
  public void keepProcess(boolean on) {
    if (on != keeping) {
      keeping = on;
      server.keepProcess(on);
    }
  }

  /** Whether the connection has ended. */
  public boolean isGone() {
    return !connection.open();
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
    return connection.reader().requests();
  }

  public double bytesRead() {
    return connection.bytesRead();
  }

  public double bytesWritten() {
    return connection.output().total();
  }

  public Peer peer() {
    return peer;
  }

  /** The stream of HTTP/2, or null. */
  public @Nullable Http2Wire stream() {
    return connection.stream();
  }

  /** What a handshake has found out about the client; null on a connection without TLS. */
  public @Nullable TlsPeer secure() {
    return client;
  }
}
