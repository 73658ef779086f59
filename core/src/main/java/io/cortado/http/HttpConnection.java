package io.cortado.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One client connection: reads heads and bodies, one request at a time, and writes what JavaScript answers. Runs on the
 * loop.
 */
final class HttpConnection {
  private static final int MAX_WAITING_INPUT = 64 << 10;

  private enum State {
    HEAD, EXCHANGE, LINGER, RAW, CLOSED
  }

  private final HttpServer server;
  private final StreamConnection channel;
  private final ConduitStreamSourceChannel source;
  private final Input input = new Input();
  private final Output output;
  private State state = State.HEAD;
  private @Nullable Exchange exchange;
  private final ConnectionHandle handle;
  private boolean parsing;
  private boolean ended;
  private boolean suspended;
  private int requests;
  /** When the present phase began, in milliseconds of the server's clock. */
  private long since;
  private long headSince;

  HttpConnection(HttpServer server, StreamConnection channel) {
    this.server = server;
    this.channel = channel;
    this.source = channel.getSourceChannel();
    this.handle = new ConnectionHandle(this, server, new Peer(channel, server.dualStack()));
    this.output =
        new Output(
            channel.getSinkChannel(), server.writeBuffer(), () -> server.post(() -> abort("EPIPE", "write EPIPE")));
    this.since = server.clock();
    this.headSince = since;
    source.setReadListener(ignored -> readable());
    channel.getSinkChannel().setWriteListener(ignored -> writable());
    source.resumeReads();
  }

  void readable() {
    ByteBuffer buffer = server.readBuffer();
    byte[] bytes = buffer.array();
    try {
      while (state != State.CLOSED && state != State.RAW) {
        if (input.length() > MAX_WAITING_INPUT) {
          suspended = true;
          source.suspendReads();
          return;
        }
        buffer.clear();
        int count = source.read(buffer);
        if (count <= 0) {
          if (count < 0) {
            endOfInput();
          }
          return;
        }
        if (state == State.LINGER) {
          continue;
        }
        since = server.clock();
        if (input.length() == 0) {
          input.borrow(bytes, count);
        } else {
          input.append(bytes, count);
        }
        parse();
        input.own();
        if (count < bytes.length) {
          return;
        }
      }
    } catch (IOException e) {
      abort("ECONNRESET", "read ECONNRESET");
    }
  }

  /** Parses what is waiting, unless it is being parsed further up the stack. */
  private void parse() {
    if (parsing) {
      return;
    }
    parsing = true;
    try {
      boolean progress = true;
      while (progress && state != State.CLOSED && state != State.LINGER && state != State.RAW) {
        progress = state == State.HEAD ? parseHead() : parseBody();
      }
    } catch (BadRequest refused) {
      refuse(refused);
    } finally {
      parsing = false;
    }
    resumeIfRoom();
  }

  private boolean parseHead() throws BadRequest {
    input.skipEmptyLines();
    if (input.length() > 0 && headSince == 0) {
      headSince = server.clock();
    }
    RequestHead head = server.parser().next(input, server.limits());
    if (head == null) {
      return false;
    }
    requests++;
    since = server.clock();
    Exchange next = new Exchange(this, head);
    exchange = next;
    state = State.EXCHANGE;
    server.binding().request(server, next);
    return state == State.HEAD || state == State.EXCHANGE && next.reading();
  }

  private boolean parseBody() throws BadRequest {
    Exchange current = exchange;
    if (current == null) {
      return false;
    }
    if (current.bodyDone()) {
      boolean over = current.ended() && output.pending() == 0;
      if (over) {
        nextRequest(current);
      }
      return over;
    }
    if (current.dropping()) {
      return current.takeBody(input) != null || current.bodyDone();
    }
    if (!current.reading() || input.length() == 0) {
      return false;
    }
    int before = input.length();
    server.binding().body(current);
    return input.length() != before || current != exchange;
  }

  /** For {@link Exchange#read()}. */
  byte @Nullable [] readBody(Exchange from) {
    try {
      byte[] bytes = from.takeBody(input);
      if (bytes != null) {
        since = server.clock();
      }
      return bytes;
    } catch (BadRequest refused) {
      server.post(() -> refuse(refused));
      return null;
    } finally {
      if (from.bodyDone() && from.ended()) {
        server.post(this::parse);
      }
      resumeIfRoom();
    }
  }

  private void resumeIfRoom() {
    if (suspended && input.length() <= MAX_WAITING_INPUT && state != State.CLOSED) {
      suspended = false;
      source.resumeReads();
    }
  }

  private void refuse(BadRequest refused) {
    if (state == State.CLOSED) {
      return;
    }
    Exchange current = exchange;
    if (server.binding().clientError(server, this, refused, input)) {
      return;
    }
    if (current == null || !current.headSent()) {
      send(Refusals.answer(refused));
    }
    if (current != null) {
      exchange = null;
      server.binding().abort(current, "ECONNRESET", "aborted");
    }
    closeAfterOutput();
  }

  /** The response has been given to us whole. */
  void responseEnded(Exchange from, boolean flushed) {
    if (from == exchange && flushed) {
      responseWritten(from);
    }
  }

  private void responseWritten(Exchange from) {
    if (from.last() || server.closing() || ended) {
      closeAfterOutput();
    } else if (from.bodyDone()) {
      nextRequest(from);
    } else {
      // The request's own reading, if it has begun, goes on; in the turn after the response's finish event.
      server.post(
          () -> {
            if (!from.reading()) {
              from.drop();
            }
            parse();
          });
    }
  }

  private void nextRequest(Exchange done) {
    if (exchange == done) {
      exchange = null;
      state = State.HEAD;
      since = server.clock();
      headSince = 0;
      if (server.closing()) {
        closeAfterOutput();
      } else if (input.length() > 0 && !parsing) {
        server.post(this::parse);
      }
    }
  }

  private void endOfInput() {
    ended = true;
    source.suspendReads();
    switch (state) {
      case HEAD -> {
        if (input.length() > 0) {
          refuse(BadRequest.unexpectedEnd());
        } else {
          closeAfterOutput();
        }
      }
      case EXCHANGE -> {
        Exchange current = exchange;
        if (current != null && !current.bodyDone() && !current.received()) {
          refuse(BadRequest.unexpectedEnd());
        } else if (current != null && !current.ended()) {
          server.binding().abort(current, "ECONNRESET", "aborted");
          if (state == State.EXCHANGE) {
            close();
          }
        }
      }
      default -> close();
    }
  }

  private void writable() {
    try {
      if (!output.flush()) {
        return;
      }
    } catch (IOException e) {
      abort("EPIPE", "write EPIPE");
      return;
    }
    Exchange current = exchange;
    if (state == State.LINGER) {
      lingerOrClose();
    } else if (current != null && current.ended()) {
      server.binding().finish(current);
      responseWritten(current);
    } else if (current != null) {
      server.binding().drain(current);
    }
  }

  void send(String text) {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1), null);
  }

  Input input() {
    return input;
  }

  Output output() {
    return output;
  }

  void closeAfterOutput() {
    if (state == State.CLOSED || state == State.LINGER) {
      return;
    }
    state = State.LINGER;
    since = server.clock();
    if (output.pending() == 0) {
      lingerOrClose();
    }
  }

  /** Ends our side; waits for the client's end so that unread input does not make the kernel drop our answer. */
  private void lingerOrClose() {
    input.clear();
    try {
      channel.getSinkChannel().shutdownWrites();
      channel.getSinkChannel().flush();
    } catch (IOException e) {
      close();
      return;
    }
    if (ended) {
      close();
    } else {
      source.resumeReads();
    }
  }

  private void abort(String code, String message) {
    Exchange current = exchange;
    exchange = null;
    boolean open = state != State.CLOSED;
    close();
    if (current != null && open) {
      server.binding().abort(current, code, message);
    }
  }

  /** Closes now; JavaScript has been told, or asked for it. */
  private void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      exchange = null;
      input.clear();
      output.close();
      IoUtils.safeClose(channel);
      server.closed(this);
    }
  }

  /** Looks whether a time limit has passed. */
  void sweep(long now) {
    HttpLimits limits = server.limits();
    Exchange current = exchange;
    boolean started = input.length() > 0 || requests == 0;
    if (state == State.HEAD && started && limits.headPassed(now - headSince)) {
      timeout();
    } else if (state == State.HEAD && !started && limits.keepAlivePassed(now - since)) {
      close();
    } else if (state == State.EXCHANGE && current != null && current.stalled() && limits.stallPassed(now - since)) {
      timeout();
    } else if (state == State.LINGER && output.pending() == 0 && now - since > limits.lingerMillis) {
      close();
    }
  }

  private void timeout() {
    if (input.length() == 0 && requests == 0 && exchange == null) {
      close();
    } else {
      refuse(new BadRequest(408, "ERR_HTTP_REQUEST_TIMEOUT", "Request timeout"));
    }
  }

  /** The server is closing: idle connections end now, others after their response. */
  void closeIfIdle() {
    if (state == State.HEAD && input.length() == 0) {
      close();
    }
  }

  /** See {@link ConnectionHandle#detach}. */
  RawSide detach(Value events) {
    state = State.RAW;
    exchange = null;
    return new RawSide(channel, input.take(input.length()), server, this, events);
  }

  /** Ends the connection at once; an open response hears of it in a later turn. */
  void destroy() {
    Exchange current = exchange;
    close();
    if (current != null && !current.ended()) {
      server.post(() -> server.binding().abort(current, "ECONNRESET", "aborted"));
    }
  }

  boolean open() {
    return state != State.CLOSED;
  }

  int requests() {
    return requests;
  }

  ConnectionHandle handle() {
    return handle;
  }
}
