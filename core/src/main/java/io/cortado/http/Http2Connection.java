package io.cortado.http;

import io.cortado.http.h2.ErrorCode;
import io.cortado.http.h2.Link;
import io.cortado.http.h2.Stream;
import io.cortado.http.h2.StreamSide;
import io.cortado.node.tls.TlsPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a server's that speaks HTTP/2: what it sends goes to streams, what they answer leaves together. On the loop. */
final class Http2Connection implements Http2Session.Transport {
  /** Then the other clients have their turn. */
  private static final int READS_PER_TURN = 4;
  private static final int WRITES_PER_TURN = 8;

  private final Http2Side side;
  private final HttpServer server;
  private final Wire wire;
  private final @Nullable TlsPeer client;
  private final Http2Session session;
  private final Link link;
  private final ArrayDeque<Runnable> later = new ArrayDeque<>();
  private final Peer peer;
  private boolean inTurn;
  private boolean posted;
  private boolean leaving;
  private boolean ending;
  private boolean closed;
  private boolean paused;
  private long lateSince;
  private long lingerSince;

  Http2Connection(Http2Side side, HttpServer server, Wire wire, @Nullable TlsPeer client) {
    this.side = side;
    this.server = server;
    this.wire = wire;
    this.client = client;
    this.peer = wire.peer();
    HttpLimits limits = server.limits();
    session = new Http2Session(server.binding(), this, false, 2 * limits.maxHeadBytes + 64 * limits.maxFields, 2 * limits.maxFields);
    link = session.link();
  }

  void begin(byte[] settings) {
    wire.listen(server.guarded(this::readable), server.guarded(this::writable));
    link.begin(settings);
    wire.reading(true);
  }

  Http2Session session() {
    return session;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public @Nullable TlsPeer secure() {
    return client;
  }

  private void readable() {
    ByteBuffer buffer = side.readBuffer();
    inTurn = true;
    try {
      for (int reads = 0; !closed && !link.congested(); reads++) {
        if (reads == READS_PER_TURN) {
          server.post(this::readable);
          break;
        }
        buffer.clear();
        int count = wire.read(buffer);
        if (count < 0) {
          close();
          return;
        }
        if (count == 0) {
          break;
        }
        link.receive(buffer.array(), 0, count);
        runLater();
        session.deliver();
        if (count < buffer.capacity()) {
          break;
        }
      }
      flush();
    } catch (IOException e) {
      close();
    } finally {
      inTurn = false;
    }
    if (link.congested() && !closed) {
      paused = true;
      wire.reading(false);
    }
  }

  /** Runs what must not be inside of what is going on. */
  void later(Runnable task) {
    later.add(task);
    soon();
  }

  private void runLater() {
    for (Runnable next; (next = later.poll()) != null; ) {
      next.run();
    }
  }

  @Override
  public void outputWaits() {
    soon();
  }

  private void soon() {
    if (!inTurn && !posted) {
      posted = true;
      server.post(this::turn);
    }
  }

  private void turn() {
    posted = false;
    inTurn = true;
    try {
      flush();
    } finally {
      inTurn = false;
    }
  }

  private void writable() {
    wire.writing(false);
    turn();
    if (paused && !link.congested() && !closed) {
      paused = false;
      wire.reading(true);
      readable();
    }
  }

  /** Writes what waits, and what comes of it; the rest when the socket takes it. */
  private void flush() {
    try {
      for (int i = 0; i < WRITES_PER_TURN; i++) {
        runLater();
        session.deliver();
        if (closed) {
          return;
        }
        ByteBuffer data = link.output();
        if (data.hasRemaining()) {
          int count = wire.write(data);
          link.sent(count);
          if (count == 0) {
            wire.writing(true);
            return;
          }
        } else if (later.isEmpty() && !session.hasEvents()) {
          if (ending || leaving && link.streams().isEmpty()) {
            finish();
          }
          return;
        }
      }
      posted = true;
      server.post(this::turn);
    } catch (IOException e) {
      close();
    }
  }

  /** Ends our side, and waits for the client's end, so that what it still sends does not make the kernel drop what we sent. */
  private void finish() throws IOException {
    if (lingerSince == 0) {
      lingerSince = Math.max(1, System.nanoTime() / 1_000_000);
      link.end(ErrorCode.CANCEL);
      wire.shutdown();
      wire.reading(true);
      session.gone();
    }
  }

  @Override
  public @Nullable StreamSide serve(Stream stream, List<String> fields) {
    Http2Head head = Http2Head.of(fields, stream.remoteEnded());
    if (head == null) {
      stream.reset(ErrorCode.PROTOCOL_ERROR);
      return null;
    }
    Http2Wire carried = new Http2Wire(this, stream, head.method, head.bytes, head.chunked, head.length);
    later.add(
        () -> {
          server.serve(carried, client);
          carried.begin();
        });
    return carried;
  }

  @Override
  public boolean servesRequests() {
    return side.servesRequests();
  }

  /** No more streams: it ends with the last that is open. */
  void leave() {
    if (!leaving && !closed) {
      leaving = true;
      link.goAway(ErrorCode.NO_ERROR, -1, new byte[0]);
    }
  }

  /** What waits is sent, and nothing more. */
  @Override
  public void end() {
    ending = true;
    soon();
  }

  /** Looks whether it takes too long to say what it has begun to say. */
  void sweep(long now) {
    if (lingerSince > 0) {
      if (now - lingerSince > server.limits().lingerMillis) {
        close();
      }
    } else if (!link.midway()) {
      lateSince = 0;
    } else if (lateSince == 0) {
      lateSince = now;
    } else if (server.limits().headPassed(now - lateSince)) {
      close();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      wire.close();
      if (lingerSince == 0) {
        link.end(ErrorCode.CANCEL);
        runLater();
        session.gone();
      }
      side.closed(this);
    }
  }
}
