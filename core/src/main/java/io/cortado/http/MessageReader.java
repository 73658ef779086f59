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

  private final HttpConnection connection;
  private final HttpServer server;
  private final Input input = new Input();
  /** Requests whose responses are not written yet, oldest first. */
  private final ArrayDeque<Exchange> open = new ArrayDeque<>(2);
  private @Nullable Exchange body;
  private @Nullable Exchange latest;
  private @Nullable BadMessage refusedInside;
  private boolean parsing;
  private boolean nested;
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

  private boolean parseHead() throws BadMessage {
    input.skipEmptyLines();
    if (input.length() > 0 && headSince == 0) {
      headSince = since;
    }
    if (open.size() >= MAX_PIPELINED) {
      return false;
    }
    RequestHead head = server.parser().next(input, server.limits());
    if (head == null) {
      return false;
    }
    requests++;
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
