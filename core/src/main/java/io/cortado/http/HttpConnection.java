package io.cortado.http;

import io.cortado.node.tls.TlsPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One client connection: its bytes, its end, and who is told of it. Runs on the loop. */
final class HttpConnection {
  /** Then the other clients have their turn. */
  private static final int READS_PER_TURN = 4;

  private static final int STREAM_BUFFER = 16 << 10;

  private enum State {
    SERVING, REFUSED, LINGER, RAW, CLOSED
  }

  private final HttpServer server;
  private final Wire wire;
  private final MessageReader reader;
  private final Output output;
  private final ConnectionHandle handle;
  private State state = State.SERVING;
  private boolean ended;
  private boolean suspended;
  /** The client is gone, which is looked at in its turn. */
  private boolean leaving;
  /** JavaScript knows that the connection ends. */
  private boolean silent;
  private long bytesRead;
  private long lingerSince;

  /** {@code client} is what a handshake has found out, or null. */
  HttpConnection(HttpServer server, Wire wire, @Nullable TlsPeer client) {
    this.server = server;
    this.wire = wire;
    this.handle = new ConnectionHandle(this, server, wire.peer(), client);
    this.output =
        new Output(wire, wire.takesTurns() ? server.writeBuffer() : null, failure -> server.post(() -> abort(Output.failed("write", failure))));
    this.reader = new MessageReader(this, server);
    if (!wire.takesTurns()) {
      // A stream delivers from within JavaScript, where what is thrown has its own way.
      wire.listen(this::readable, this::writable);
    } else {
      wire.listen(server.guarded(this::readable), server.guarded(this::writable));
    }
    wire.reading(true);
  }

  /** Reads what has come, so that {@link #closeIfIdle} knows whether there is a request. */
  void readWaiting() {
    if (state == State.SERVING && !streamed()) {
      readable();
    }
  }

  private void readable() {
    // Streams deliver inside of JavaScript's calls, when the shared buffer may be in use.
    ByteBuffer buffer = wire.takesTurns() ? server.readBuffer() : ByteBuffer.allocate(STREAM_BUFFER);
    byte[] bytes = buffer.array();
    int reads = 0;
    try {
      while (state != State.CLOSED && state != State.RAW && !leaving) {
        Input input = reader.input();
        if (!reader.hasRoom()) {
          suspended = true;
          wire.reading(false);
          return;
        }
        buffer.clear();
        int count = wire.read(buffer);
        if (count <= 0) {
          if (count < 0) {
            leave(this::endOfInput);
          }
          return;
        }
        bytesRead += count;
        if (state == State.LINGER || state == State.REFUSED) {
          continue;
        }
        reader.touch();
        if (input.length() == 0) {
          input.borrow(bytes, count);
        } else {
          input.append(bytes, count);
        }
        if (handle.watched()) {
          server.binding().event(handle, "data", ByteBuffer.wrap(java.util.Arrays.copyOf(bytes, count)));
        }
        try {
          reader.parse();
        } finally {
          input.own();
        }
        if (count < bytes.length) {
          return;
        }
        if (++reads == READS_PER_TURN) {
          server.post(this::readable);
          return;
        }
      }
    } catch (IOException e) {
      leave(() -> abort(Output.failed("read", e)));
    }
  }

  /**
   * Looks at the client's end when it is this connection's turn: thousands may end at once. Until then the selector is not
   * to tell of it, or it tells of all of them each time that XNIO asks it for one, which it does at every close.
   */
  private void leave(Runnable end) {
    if (streamed()) {
      end.run();
      return;
    }
    wire.reading(false);
    leaving = true;
    server.departures.now(() -> {
      leaving = false;
      end.run();
    });
  }

  void resumeIfRoom() {
    if (suspended && reader.hasRoom() && state != State.CLOSED) {
      suspended = false;
      wire.reading(true);
    }
  }

  void refuse(BadMessage refused) {
    if (state == State.CLOSED || state == State.LINGER || state == State.REFUSED) {
      return;
    }
    state = State.REFUSED;
    boolean handled = server.binding().clientError(server, this, refused, reader.input());
    reader.stop();
    if (handled) {
      return;
    }
    Exchange current = reader.open().peekFirst();
    if (current == null || !current.headSent()) {
      send(Refusals.answer(refused));
    }
    closeAfterOutput();
    if (known()) {
      server.binding().event(handle, "close", null);
    }
  }

  /** The answer to a request will never come, whatever there is of it. */
  void abandon(Exchange exchange) {
    if (state != State.SERVING) {
      return;
    }
    if (reader.open().peekFirst() == exchange && !exchange.headSent()) {
      state = State.REFUSED;
      send(Refusals.UNAVAILABLE);
      closeAfterOutput();
      if (known()) {
        server.binding().event(handle, "close", null);
      }
    } else if (!exchange.ended()) {
      cut();
    }
  }

  /** Whether JavaScript has to be told of this connection's end. */
  private boolean known() {
    return handle.socket() != null || !reader.open().isEmpty();
  }

  /** The response has been given to us whole. */
  void responseEnded(Exchange from, boolean flushed) {
    if (flushed) {
      responseWritten(from);
    }
  }

  private void responseWritten(Exchange from) {
    reader.open().remove(from);
    if (from.last() || server.closing() || ended) {
      closeAfterOutput();
    } else {
      reader.responded(from);
    }
  }

  private void endOfInput() {
    ended = true;
    wire.reading(false);
    if (state == State.SERVING && reader.incomplete()) {
      refuse(BadMessage.unexpectedEnd());
    } else if (state == State.LINGER) {
      if (handle.socket() != null) {
        silent = true;
        server.binding().event(handle, "end", null);
      }
      close();
    } else if (known()) {
      server.binding().event(handle, "end", null);
    } else {
      closeAfterOutput();
    }
  }

  private void writable() {
    try {
      if (!output.flush()) {
        return;
      }
    } catch (IOException e) {
      abort(Output.failed("write", e));
      return;
    }
    handle.flushed();
    Exchange current = reader.open().peekFirst();
    if (current != null && current.ended()) {
      server.binding().finish(current);
      responseWritten(current);
    } else if (current != null && state != State.LINGER) {
      server.binding().drain(current);
    }
    if (state == State.LINGER && output.pending() == 0) {
      lingerOrClose();
    }
  }

  void send(String text) {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1), null);
  }

  Reply reply() {
    return server.reply();
  }

  MessageReader reader() {
    return reader;
  }

  /** Whether what comes is to be read as HTTP. */
  boolean serving() {
    return state == State.SERVING;
  }

  Output output() {
    return output;
  }

  void closeAfterOutput() {
    if (state == State.CLOSED || state == State.LINGER) {
      return;
    }
    state = State.LINGER;
    lingerSince = System.nanoTime() / 1_000_000;
    if (output.pending() == 0) {
      lingerOrClose();
    }
  }

  /** Ends our side; waits for the client's end so that unread input does not make the kernel drop our answer. */
  private void lingerOrClose() {
    reader.stop();
    try {
      wire.shutdown();
    } catch (IOException e) {
      close();
      return;
    }
    if (ended) {
      close();
    } else {
      wire.reading(true);
    }
  }

  private void abort(String code) {
    boolean tell = state != State.CLOSED && known();
    silent = true;
    close();
    if (tell) {
      server.binding().event(handle, "error", code);
    }
  }

  /** Closes now; JavaScript hears of it in a later turn, unless it has been told or asked for it. */
  private void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      reader.stop();
      output.close();
      wire.close();
      server.closed(this);
      if (!silent && known()) {
        server.post(() -> server.binding().event(handle, "close", null));
      }
    }
  }

  /** Looks whether a time limit has passed. */
  void sweep(long now) {
    if (state == State.SERVING) {
      switch (reader.overdue(now)) {
        case REQUEST -> timeout();
        case NEXT_REQUEST -> close();
        case NOTHING -> {}
      }
    } else if (state == State.LINGER && output.pending() == 0 && now - lingerSince > server.limits().lingerMillis) {
      close();
    }
  }

  private void timeout() {
    if (reader.input().length() == 0 && reader.requests() == 0) {
      close();
    } else {
      refuse(new BadMessage(408, "ERR_HTTP_REQUEST_TIMEOUT", "Request timeout"));
    }
  }

  /** The server is closing: idle connections end, unless a request has come that is not read yet; others after their response. */
  void closeIfIdle() {
    if (state == State.SERVING && reader.idle()) {
      server.departures.add(() -> {
        readWaiting();
        if (state == State.SERVING && reader.idle()) {
          close();
        }
      });
    }
  }

  /** See {@link ConnectionHandle#detach}. */
  RawSide detach(Value events) {
    return new RawSide(wire, release(), server, this, events);
  }

  /** Stops being HTTP; returns what has come behind the last message. */
  byte[] release() {
    state = State.RAW;
    byte[] rest = reader.input().take(reader.input().length());
    reader.stop();
    reader.open().clear();
    return rest;
  }

  /** Ends the connection at once, for JavaScript; one that waits for the client's end goes on waiting. */
  void destroy() {
    silent = true;
    if (state != State.LINGER || ended || output.pending() > 0) {
      close();
    }
  }

  /** Ends the connection at once, for the server. */
  void cut() {
    if (known() && state != State.CLOSED) {
      silent = true;
      server.binding().event(handle, "close", null);
    }
    close();
  }

  boolean open() {
    return state != State.CLOSED;
  }

  boolean streamed() {
    return !(wire instanceof ChannelWire);
  }

  boolean http2() {
    return wire instanceof Http2Wire;
  }

  /** The stream of HTTP/2 that it is, or null. */
  @Nullable Http2Wire stream() {
    return wire instanceof Http2Wire stream ? stream : null;
  }

  /** The stream itself is gone. */
  void gone() {
    silent = true;
    close();
  }

  long bytesRead() {
    return bytesRead;
  }

  ConnectionHandle handle() {
    return handle;
  }
}
