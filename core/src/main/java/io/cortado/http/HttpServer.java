package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.cortado.node.net.Ports;
import io.cortado.node.tls.ServerIdentity;
import io.cortado.node.tls.TlsPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.AcceptingChannel;

/** One listening HTTP server on the loop's own I/O thread. Public for the border only; runs on the loop. */
public final class HttpServer {
  private static final int BUFFER_BYTES = 64 << 10;

  private final EventLoop loop;
  private final HttpBinding binding;
  private final Value handle;
  private final HttpLimits limits = new HttpLimits();
  private final HeadParser parser = new HeadParser();
  private final Reply reply = new Reply();
  private final ByteBuffer readBuffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Set<HttpConnection> connections = new LinkedHashSet<>();
  final Departures departures;
  private final Set<Handshake> handshakes = new LinkedHashSet<>();
  private @Nullable ServerIdentity identity;
  private @Nullable Http2Side http2;
  private @Nullable Listener listener;
  private XnioExecutor.@Nullable Key sweep;
  private long clock = System.nanoTime() / 1_000_000;
  private int owned;
  private @Nullable Value door;
  private boolean closing;
  private boolean dualStack;
  private boolean referenced = true;

  HttpServer(EventLoop loop, HttpBinding binding, Value handle) {
    this.loop = loop;
    this.departures = new Departures(loop);
    this.binding = binding;
    this.handle = handle;
  }

  /** Binds; the address is known when this returns. Throws with Node's code where it cannot. */
  public void listen(@Nullable String host, int port, int backlog) {
    CompletableFuture<HttpServer> taker = binding.takeInside();
    try {
      Ports ports = binding.ports();
      Listener opened =
          ports == Ports.OWN || taker != null
              ? Listener.open(loop, host, port, backlog, taker == null ? this::acceptable : null)
              : Listener.at(ports, host, port, backlog, (door, client) -> loop.post(() -> accept(door, client)));
      listener = opened;
      dualStack = opened.dualStack();
      closing = false;
      binding.opened(this);
      if (referenced) {
        loop.retain();
      }
      opened.begin();
      if (taker != null) {
        taker.complete(this);
      }
      if (sweep == null) {
        scheduleSweep();
      }
    } catch (IOException e) {
      throw binding.listenError(e, host, port);
    }
  }

  private void acceptable(AcceptingChannel<StreamConnection> server) {
    loop.guard(() -> Listener.waiting(server, listener).forEach(this::accept));
  }

  /** A connection of a socket that outlives us. */
  private void accept(Ports.Door door, SocketChannel client) {
    if (listener == null || !listener.isAt(door)) {
      door.pass(client);
      return;
    }
    try {
      accept(loop.adopt(client));
    } catch (IOException e) {
      // The client is gone already.
      IoUtils.safeClose(client);
    }
  }

  private void accept(StreamConnection next) {
    ChannelWire wire = new ChannelWire(next, dualStack);
    if (owned >= limits.maxConnections) {
      binding.dropped(this, wire.peer());
      wire.close();
      return;
    }
    owned++;
    if (identity == null) {
      begin(next, null, http2 != null);
    } else {
      Handshake handshake = new Handshake(this, identity, next);
      handshakes.add(handshake);
      keepProcess(true);
      handshake.begin();
    }
  }

  private void begin(StreamConnection channel, @Nullable TlsPeer client, boolean asHttp2) {
    Http2Side side = http2;
    if (asHttp2 && side != null) {
      side.open(new ChannelWire(channel, dualStack), client);
    } else {
      HttpConnection connection = new HttpConnection(this, new ChannelWire(channel, dualStack), client);
      add(connection);
      binding.connection(this, connection);
    }
  }

  /** Serves what is read elsewhere; see {@link CarriedWire}. */
  void serve(Wire wire, @Nullable TlsPeer client) {
    add(new HttpConnection(this, wire, client));
  }

  /** Speaks HTTP/2: over TLS to who asks for it, without it to all. */
  public Http2Side speakHttp2() {
    Http2Side side = http2 == null ? new Http2Side(this) : http2;
    http2 = side;
    return side;
  }

  /** A connection that spoke HTTP/2 is closed. */
  void left() {
    owned--;
    binding.connectionClosed(this);
    reportIfClosed();
  }

  /** Connections speak TLS, from the next one on. */
  public void secure(ServerIdentity shown) {
    identity = shown;
  }

  /** A client has shaken hands. */
  void secured(Handshake done, StreamConnection connection, TlsPeer client, boolean asHttp2) {
    end(done);
    begin(connection, client, asHttp2);
  }

  /** A client has not: the connection is closed. */
  void insecure(Handshake failed, Peer peer, @Nullable String reason) {
    end(failed);
    owned--;
    binding.tlsError(this, peer, reason);
    reportIfClosed();
  }

  private void end(Handshake handshake) {
    if (handshakes.remove(handshake)) {
      keepProcess(false);
    }
    if (sweep == null) {
      scheduleSweep();
    }
  }

  private void add(HttpConnection connection) {
    connections.add(connection);
    connection.handle().keepProcess(!connection.streamed());
    if (sweep == null) {
      scheduleSweep();
    }
  }

  /** A connection over a stream of JavaScript's; see {@link StreamWire}. */
  public StreamWire stream(Value sink) {
    StreamWire wire = new StreamWire(this, sink);
    HttpConnection connection = new HttpConnection(this, wire, null);
    wire.owner(connection);
    binding.carries(this);
    add(connection);
    return wire;
  }

  private void scheduleSweep() {
    sweep = loop.ioThread().executeAfter(guarded(this::sweep), limits.sweepMillis, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long before = clock;
    clock = System.nanoTime() / 1_000_000;
    // After a busy time, what has arrived meanwhile must be read before anybody is found to be silent.
    boolean wasBusy = clock - before > 4 * Math.max(50, limits.sweepMillis);
    if (!wasBusy) {
      List.copyOf(connections).forEach(connection -> connection.sweep(clock));
      List.copyOf(handshakes).forEach(handshake -> handshake.sweep(clock));
      if (http2 != null) {
        http2.sweep(clock);
      }
    }
    if (listener != null || !drained()) {
      scheduleSweep();
    } else {
      sweep = null;
    }
  }

  /** Stops accepting; connections that are idle end now. */
  public void close() {
    Listener open = listener;
    if (open != null) {
      listener = null;
      open.close();
      if (referenced) {
        loop.release();
      }
    }
    closeIdle();
    reportIfClosed();
  }

  public void closeIdle() {
    List.copyOf(connections).forEach(HttpConnection::closeIfIdle);
    if (http2 != null && listener == null) {
      http2.leave();
    }
  }

  public void closeAll() {
    if (http2 != null) {
      http2.cut();
    }
    List.copyOf(connections).forEach(HttpConnection::cut);
  }

  /**
   * Takes what waits to be accepted and reads what has come, then closes; every response from now on ends its connection.
   * A connection whose request waits to be read is not idle.
   */
  void drain() {
    closing = true;
    Listener open = listener;
    if (open != null) {
      AcceptingChannel<StreamConnection> channel = open.channel();
      if (channel != null) {
        acceptable(channel);
      }
      List.copyOf(connections).forEach(HttpConnection::readWaiting);
      close();
    } else {
      if (door != null) {
        binding.call(door, "close", null);
      }
      closeIdle();
    }
  }

  /** Sets what closes the door that streams come in by, for the end of the process. */
  public void door(Value closer) {
    door = closer;
  }

  boolean drained() {
    return connections.isEmpty() && handshakes.isEmpty() && (http2 == null || http2.isEmpty());
  }

  void closed(HttpConnection connection) {
    if (connections.remove(connection)) {
      connection.handle().keepProcess(false);
      if (!connection.streamed()) {
        owned--;
      }
      binding.connectionClosed(this);
      reportIfClosed();
    }
  }

  private void reportIfClosed() {
    if (listener == null && owned == 0) {
      binding.closed(this);
    }
  }

  public void ref() {
    if (!referenced) {
      referenced = true;
      if (listener != null) {
        loop.retain();
      }
    }
  }

  public void unref() {
    if (referenced) {
      referenced = false;
      if (listener != null) {
        loop.release();
      }
    }
  }

  /** Sets a limit by name; see {@link HttpLimits#set}. */
  public void limit(String name, double value) {
    limits.set(name, value);
  }

  public int connectionCount() {
    return owned;
  }

  public boolean listening() {
    return listener != null;
  }

  public String address() {
    return listener == null ? "" : listener.address();
  }

  public int port() {
    return listener == null ? 0 : listener.port();
  }

  HttpBinding binding() {
    return binding;
  }

  Value handle() {
    return handle;
  }

  HttpLimits limits() {
    return limits;
  }

  HeadParser parser() {
    return parser;
  }

  Reply reply() {
    return reply;
  }

  ByteBuffer readBuffer() {
    return readBuffer;
  }

  ByteBuffer writeBuffer() {
    return writeBuffer;
  }

  long clock() {
    return clock;
  }

  boolean closing() {
    return closing;
  }

  boolean dualStack() {
    return dualStack;
  }

  /** Counts a connection among what keeps the process alive, or no longer. */
  void keepProcess(boolean on) {
    if (on) {
      loop.retain();
    } else {
      loop.release();
    }
  }

  /** What a selector or a clock is to call. */
  Runnable guarded(Runnable work) {
    return () -> loop.guard(work);
  }

  void post(Runnable task) {
    loop.post(task);
  }

  void onLoop(Runnable task) {
    loop.execute(task);
  }

  /** The connections that are open, oldest first. */
  List<HttpConnection> connections() {
    return new ArrayList<>(connections);
  }
}
