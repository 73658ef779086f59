package io.cortado.http;

import java.util.ArrayDeque;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection and hands them over. As in Node, a request is handed over as soon as the one
 * before it has been read; its response waits for its turn in JavaScript. Runs on the loop.
 */
final class MessageReader {
  private static final int MAX_PIPELINED = 128;
  /** What one client may ask for in one turn of the loop. */
  private static final int HEADS_PER_TURN = 16;

  private static final int MAX_WAITING = 64 << 10;

  private final HttpConnection connection;
  private final HttpServer server;
  private final Input input = new Input();
  /** Requests whose responses are not written yet, oldest first. */
  private final ArrayDeque<Exchange> open = new ArrayDeque<>(2);
  private @Nullable Exchange body;
  private @Nullable Exchange latest;
  private @Nullable BadMessage refusedInside;
  /** The client has said that the last request was its last. */
  private boolean over;
  /** Bytes of empty lines since the last request. */
  private int empty;
  private boolean parsing;
  private boolean nested;
  private boolean postponed;
  private int heads;
  private int requests;
  /** When something last came or was over, and when the present message began: milliseconds of the server's clock. */
  private long since;
  private long headSince;

  MessageReader(HttpConnection connection, HttpServer server) {
    this.connection = connection;
    this.server = server;
    this.since = now();
    this.headSince = since;
  }

  /** The server's own clock stands still while a handler is busy. */
  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** Parses what is waiting, unless it is being parsed further up the stack. */
  void parse() {
    if (parsing) {
      return;
    }
    parsing = true;
    heads = 0;
    try {
      advance();
    } catch (BadMessage refused) {
      connection.refuse(refused);
    } finally {
      parsing = false;
      if (open.isEmpty()) {
        latest = null;
      }
    }
    connection.resumeIfRoom();
  }

  private void advance() throws BadMessage {
    boolean progress = true;
    while (progress && connection.serving()) {
      if (body == null && heads >= HEADS_PER_TURN) {
        postponed();
        return;
      }
      progress = body == null ? parseHead() : parseBody(body);
    }
  }

  /** What came behind {@code from} in the same read is handed over before the ticks of its handler run, as in Node. */
  void goOn(Exchange from, Value response) {
    from.response(response);
    nested = true;
    try {
      advance();
    } catch (BadMessage refused) {
      refusedInside = refused;
    } finally {
      nested = false;
    }
  }

  /** The others have their turn before the rest is looked at. */
  private void postponed() {
    if (!postponed) {
      postponed = true;
      // What waits here is not late.
      headSince = now();
      server.post(
          () -> {
            postponed = false;
            parse();
          });
    }
  }

  private boolean parseHead() throws BadMessage {
    empty += input.skipEmptyLines();
    if (empty > server.limits().maxHeadBytes) {
      throw BadMessage.headerOverflow(input.from());
    }
    if (input.length() > 0 && headSince == 0) {
      headSince = since;
    }
    if (open.size() >= MAX_PIPELINED) {
      return false;
    }
    if (over) {
      return closed();
    }
    RequestHead head = server.parser().next(input, server.limits());
    if (head == null) {
      return false;
    }
    requests++;
    heads++;
    empty = 0;
    over = !head.keepAlive();
    Exchange next = new Exchange(connection, head);
    Exchange previous = nested || !open.isEmpty() ? latest : null;
    latest = next;
    open.add(next);
    if (!next.bodyDone() && next.body().endsBefore(input.length())) {
      next.body().hold(input);
    }
    boolean more = false;
    if (next.bodyDone()) {
      headSince = 0;
      more = input.length() > 0 && !nested && !head.upgrade();
    } else {
      body = next;
    }
    server.binding().request(server, next, previous, more);
    BadMessage refused = refusedInside;
    if (refused != null) {
      refusedInside = null;
      throw refused;
    }
    return true;
  }

  /** As in Node, what follows a client's last request is refused; only a line end may still come. */
  private boolean closed() throws BadMessage {
    if (input.length() > 0 && (input.length() > 1 || input.bytes()[input.from()] != Grammar.CR)) {
      throw BadMessage.malformed("HPE_CLOSED_CONNECTION", "Data after `Connection: close`", input.from());
    }
    return false;
  }

  private boolean parseBody(Exchange current) throws BadMessage {
    int before = input.length();
    if (before > 0) {
      if (current.dropping()) {
        current.body().take(input);
      } else if (current.reading()) {
        server.binding().body(current);
      } else if (current.body().endsBefore(before) || current.body().decodesAhead()) {
        current.body().hold(input);
      }
    }
    if (current.bodyDone()) {
      messageRead(current);
      return true;
    }
    return input.length() != before;
  }

  private void messageRead(Exchange done) {
    if (body == done) {
      body = null;
      headSince = 0;
    }
  }

  /** For {@link Exchange#read()}. */
  byte @Nullable [] readBody(Exchange from) {
    try {
      byte[] bytes = from.body().take(input);
      if (bytes != null) {
        since = now();
      }
      return bytes;
    } catch (BadMessage refused) {
      server.post(() -> connection.refuse(refused));
      return null;
    } finally {
      if (from.bodyDone() && body == from) {
        messageRead(from);
        parseLater();
      }
      connection.resumeIfRoom();
    }
  }

  private void parseLater() {
    if (input.length() > 0 && !parsing) {
      server.post(this::parse);
    }
  }

  /** A response is written, and the connection goes on. */
  void responded(Exchange from) {
    since = now();
    if (from == body) {
      // The request's own reading, if it has begun, goes on; in the turn after the response's finish event.
      server.post(
          () -> {
            if (!from.reading()) {
              from.drop();
            }
            parse();
          });
    } else {
      parseLater();
    }
  }

  /** Whether the end of the input now would cut a message off. */
  boolean incomplete() {
    return body == null ? input.length() > 0 : !body.received();
  }

  /** Whether nothing is under way. */
  boolean idle() {
    return body == null && input.length() == 0 && open.isEmpty();
  }

  /** What the connection has been waiting for beyond its limit. */
  enum Overdue {
    NOTHING, REQUEST, NEXT_REQUEST
  }

  Overdue overdue(long now) {
    HttpLimits limits = server.limits();
    Exchange current = body;
    if (current != null) {
      boolean late = current.stalled() && limits.stallPassed(now - since) || limits.requestPassed(now - headSince);
      return late ? Overdue.REQUEST : Overdue.NOTHING;
    }
    if (!open.isEmpty()) {
      return Overdue.NOTHING;
    }
    if (input.length() > 0 || requests == 0) {
      return limits.headPassed(now - headSince) ? Overdue.REQUEST : Overdue.NOTHING;
    }
    return limits.keepAlivePassed(now - since) ? Overdue.NEXT_REQUEST : Overdue.NOTHING;
  }

  /** Something came. */
  void touch() {
    since = now();
  }

  Input input() {
    return input;
  }

  /** Whether more may be read: for a head as much as one may have, otherwise what fits into few reads. */
  boolean hasRoom() {
    boolean head = body == null && open.size() < MAX_PIPELINED;
    return input.length() <= (head ? Math.max(MAX_WAITING, server.limits().maxHeadBytes) : MAX_WAITING);
  }

  ArrayDeque<Exchange> open() {
    return open;
  }

  /** The open responses' objects, once. */
  Value[] takeResponses() {
    Value[] responses = open.stream().map(Exchange::response).filter(Objects::nonNull).toArray(Value[]::new);
    open.clear();
    return responses;
  }

  /** Forgets the message under way. */
  void stop() {
    if (body != null) {
      body.cut(input.length());
    }
    body = null;
    input.clear();
  }

  int requests() {
    return requests;
  }
}
