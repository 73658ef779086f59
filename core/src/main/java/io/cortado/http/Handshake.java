package io.cortado.http;

import io.cortado.node.tls.ServerIdentity;
import io.cortado.node.tls.TlsPeer;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * A connection of a server that speaks TLS, from its accept until both sides trust each other. Runs on the loop; the costly
 * steps, and those that wait for the app, on virtual threads.
 */
final class Handshake {
  /** A record fits into each; what is not in use costs nothing. */
  static final ByteBufferPool BUFFERS = new DefaultByteBufferPool(true, 17 << 10, 512, 0);

  private static final Executor STEPS = Executors.newVirtualThreadPerTaskExecutor();
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpServer server;
  private final ServerIdentity identity;
  private final StreamConnection raw;
  private final SslConnection secure;
  private final WatchedEngine engine;
  private final long since = System.nanoTime() / 1_000_000;
  private boolean done;
  private boolean over;

  Handshake(HttpServer server, ServerIdentity identity, StreamConnection raw) {
    this.server = server;
    this.identity = identity;
    this.raw = raw;
    secure =
        new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, BUFFERS, identity.sslContext(), STEPS)
            .wrapExistingConnection(raw, OptionMap.EMPTY);
    SSLEngine own = UndertowXnioSsl.getSslEngine(secure);
    identity.configure(own);
    engine = new WatchedEngine(own);
    UndertowXnioSsl.getSslConduit(secure).setSslEngine(engine);
  }

  void begin() {
    ConduitStreamSourceChannel source = secure.getSourceChannel();
    secure.setCloseListener(ignored -> failed(engine.failure()));
    secure.getHandshakeSetter().set(ignored -> done());
    source.setReadListener(ignored -> advance());
    source.resumeReads();
  }

  /** The present call of the engine has to return before anything else is done with it. */
  private void done() {
    done = true;
    server.post(this::established);
  }

  /** Reads nothing of what comes behind the handshake: that is for who serves the connection. */
  private void advance() {
    if (over) {
      return;
    }
    try {
      int read = secure.getSourceChannel().read(NOTHING.duplicate());
      if (done) {
        established();
      } else if (read < 0) {
        failed(null);
      }
    } catch (IOException e) {
      failed(engine.failure());
    }
  }

  private void established() {
    if (over) {
      return;
    }
    if (!secure.isOpen()) {
      failed(engine.failure());
      return;
    }
    TlsPeer client = TlsPeer.client(engine, identity);
    if (identity.rejectsStrangers() && !client.trusted()) {
      failed(null);
      return;
    }
    over = true;
    secure.setCloseListener(null);
    secure.getSourceChannel().suspendReads();
    server.secured(this, secure, client, "h2".equals(engine.getApplicationProtocol()));
  }

  private void failed(@Nullable Exception reason) {
    if (!over) {
      over = true;
      IoUtils.safeClose(secure, raw);
      server.insecure(this, new Peer(raw, server.dualStack()), reason == null ? null : ServerIdentity.reason(reason));
    }
  }

  /** Looks whether it takes too long, or has ended without a word. */
  void sweep(long now) {
    if (now - since > identity.handshakeMillis()) {
      failed(new IOException("TLS handshake timeout"));
    } else if (!over && !secure.isOpen()) {
      failed(engine.failure());
    }
  }
}
