package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A request that JavaScript hands to a {@link JavaHandler}, and its response. Public for the border only; runs on the loop. */
public final class HandlerCall {
  private static final byte[] CRLF = {Grammar.CR, Grammar.LF};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final JavaHandler owner;
  private final HttpBinding binding;
  private final ChannelWire wire;
  private final Output output;
  private final ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
  private @Nullable Value events;
  private @Nullable ResponseReader reader;
  private @Nullable Peer peer;
  private String scheme = "http";
  private String prefix = "";
  private boolean chunked;
  private boolean sent;
  private boolean kept;
  private boolean closed;

  HandlerCall(JavaHandler owner, HttpBinding binding, ChannelWire wire) {
    this.owner = owner;
    this.binding = binding;
    this.wire = wire;
    this.output = new Output(wire, null, failure -> broken());
    wire.listen(this::readable, this::writable);
    wire.reading(true);
  }

  void begin(Value told) {
    events = told;
    sent = false;
    kept = false;
  }

  /**
   * Sends the request's head.
   *
   * @param lines first line and fields, each with its end, without those of a connection or of the body's framing
   * @param length of the body in bytes, 0 for none, -1 where it comes in chunks
   * @param from the client
   * @param mounted the path below which the handler works, decoded
   */
  public void head(String method, String lines, double length, ConnectionHandle from, String mounted) {
    reader = new ResponseReader(method, Integer.MAX_VALUE);
    peer = from.peer();
    scheme = from.secure() == null ? "http" : "https";
    prefix = mounted;
    chunked = length < 0;
    sent = length == 0;
    String framing = chunked ? "transfer-encoding: chunked\r\n\r\n" : length > 0 ? "content-length: " + (long) length + "\r\n\r\n" : "\r\n";
    output.write(ByteBuffer.wrap((lines + framing).getBytes(StandardCharsets.ISO_8859_1)), false);
  }

  /** Sends some of its body; returns the bytes that are not with the handler yet. */
  public double write(Value bytes, double offset, double length) {
    byte[] part = Bytes.of(bytes, offset, length);
    if (part.length > 0) {
      if (chunked) {
        output.write((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII), part, CRLF);
      } else {
        output.write(ByteBuffer.wrap(part), false);
      }
    }
    return output.pending();
  }

  /** The body is complete. */
  public void end() {
    if (chunked) {
      output.write(ByteBuffer.wrap(LAST_CHUNK), false);
    }
    sent = true;
  }

  /** Whether the response is to go on coming. */
  public void flow(boolean on) {
    if (!closed) {
      wire.reading(on);
    }
  }

  boolean closed() {
    return closed;
  }

  /** Nobody wants the response any more. */
  public void cancel() {
    if (!closed) {
      closed = true;
      events = null;
      output.close();
      wire.close();
    }
  }

  /** Shows the handler who asks, and what of the path is its own. */
  void introduce(HttpServerExchange exchange) {
    Peer client = peer;
    if (client != null) {
      InetSocketAddress remote = client.remote();
      InetSocketAddress local = client.local();
      if (remote != null && local != null) {
        exchange.setSourceAddress(remote).setDestinationAddress(local);
      }
    }
    exchange.setRequestScheme(scheme);
    String path = exchange.getRequestPath();
    if (!prefix.isEmpty() && path.startsWith(prefix)) {
      exchange.setResolvedPath(prefix);
      exchange.setRelativePath(path.substring(prefix.length()));
    }
  }

  private void readable() {
    try {
      while (!closed) {
        buffer.clear();
        int count = wire.read(buffer);
        if (count < 0) {
          ended();
          return;
        }
        if (count == 0) {
          return;
        }
        byte[] bytes = Arrays.copyOf(buffer.array(), count);
        ResponseReader current = reader;
        if (current == null) {
          broken();
          return;
        }
        take(current.read(bytes), bytes);
      }
    } catch (IOException e) {
      broken();
    }
  }

  /** Tells JavaScript what a {@link ResponseReader} tells of bytes. */
  private void take(String told, byte[] bytes) {
    String[] lines = told.split("\n", -1);
    int at = 0;
    while (at < lines.length && !lines[at].isEmpty()) {
      switch (lines[at]) {
        case "head" -> {
          int count = Integer.parseInt(lines[at + 6]);
          if (!lines[at + 3].startsWith("1")) {
            kept = (Integer.parseInt(lines[at + 4]) & ResponseReader.KEEP) != 0;
            String fields = String.join("\n", Arrays.asList(lines).subList(at + 7, at + 7 + count));
            tell("head", lines[at + 3] + '\n' + lines[at + 5] + (count == 0 ? "" : '\n' + fields));
          }
          at += 7 + count;
        }
        case "body" -> {
          int from = Integer.parseInt(lines[at + 1]);
          int to = Integer.parseInt(lines[at + 2]);
          tell("data", ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
          at += 3;
        }
        case "end" -> {
          at += 2 + Integer.parseInt(lines[at + 1]);
          finish();
        }
        default -> {
          broken();
          return;
        }
      }
    }
  }

  private void finish() {
    Value whom = events;
    events = null;
    reader = null;
    if (kept && sent && output.pending() == 0) {
      wire.reading(true);
      owner.keep(this);
    } else {
      closed = true;
      wire.close();
    }
    if (whom != null) {
      binding.call(whom, "end", null);
    }
  }

  /** The handler's side has ended: with it a body that has no other end. */
  private void ended() {
    ResponseReader current = reader;
    if (current == null || current.end().isEmpty()) {
      broken();
    } else {
      kept = false;
      finish();
    }
  }

  private void broken() {
    Value whom = events;
    cancel();
    if (whom != null) {
      binding.call(whom, "error", "the Java handler has ended its response before it was complete");
    }
  }

  private void writable() {
    try {
      if (output.flush()) {
        tell("drain", null);
      }
    } catch (IOException e) {
      broken();
    }
  }

  private void tell(String name, @Nullable Object value) {
    if (events != null) {
      binding.call(events, name, value);
    }
  }
}
