package io.cortado.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * A message that Undertow has read, of a stream of HTTP/2 or a server of its own, as a connection that carries this one
 * message in HTTP/1: its head and body are read here as bytes, and what is written is read as a response and handed to
 * Undertow. So all that is decided about messages is decided in one place. Runs on the loop.
 */
final class CarriedWire implements Wire {
  private static final int BAD_REQUEST = 400;
  private static final int PART_BYTES = 16 << 10;
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Of a connection: Undertow has its own. */
  private static final Set<String> HOP = Set.of("connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection");

  private final HttpServer server;
  private final Carrier carrier;
  private final Consumer<CarriedWire> whenOver;
  private final boolean chunked;
  private final long length;
  private final ResponseReader reader;
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(2);
  private ByteBuffer input;
  private @Nullable StreamSourceChannel source;
  private @Nullable StreamSinkChannel sink;
  private long read;
  private boolean inputDone;
  private boolean wanted;
  private boolean headDone;
  private boolean outputEnded;
  private boolean done;
  private boolean gone;
  private Runnable readable = () -> {};
  private Runnable writable = () -> {};

  private CarriedWire(
      HttpServer server, Carrier carrier, String method, boolean chunked, long length, byte[] head, Consumer<CarriedWire> whenOver) {
    this.server = server;
    this.whenOver = whenOver;
    this.carrier = carrier;
    this.chunked = chunked;
    this.length = length;
    this.reader = new ResponseReader(method, Integer.MAX_VALUE);
    this.input = ByteBuffer.wrap(head);
    this.inputDone = carrier.complete();
    carrier.whenOver(this::over);
  }

  /** The wire of a message; null where its request is malformed, which is answered here. {@code whenOver} is told once. */
  static @Nullable CarriedWire of(HttpServer server, Carrier carrier, Consumer<CarriedWire> whenOver) throws IOException {
    String given = carrier.fields().getFirst(Headers.CONTENT_LENGTH);
    boolean chunked = !carrier.complete() && given == null;
    byte[] head = CarriedHead.of(carrier, chunked);
    String method = carrier.method();
    if (head == null || method == null || given != null && !given.matches("\\d{1,18}")) {
      StreamSinkChannel sink = carrier.begin(BAD_REQUEST, "Bad Request", new HeaderMap());
      sink.shutdownWrites();
      sink.flush();
      return null;
    }
    return new CarriedWire(server, carrier, method, chunked, given == null ? 0 : Long.parseLong(given), head, whenOver);
  }

  /** Whether it was given up before its end, by whichever side. */
  boolean gone() {
    return gone;
  }

  /** The message is over, by our own end of it or because its client has gone. */
  void over() {
    server.onLoop(this::ended);
  }

  private void ended() {
    if (!done) {
      done = true;
      gone = !outputEnded || !waiting.isEmpty();
      if (gone) {
        inputEnded();
      }
      server.post(
          () -> {
            whenOver.accept(this);
            readable.run();
          });
    }
  }

  @Override
  public void listen(Runnable whenReadable, Runnable whenWritable) {
    readable = whenReadable;
    writable = whenWritable;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (gone) {
      throw new IOException("the message was given up");
    }
    int total = 0;
    while (into.hasRemaining()) {
      if (!input.hasRemaining() && !inputDone) {
        fill();
      }
      if (!input.hasRemaining()) {
        break;
      }
      int count = Math.min(input.remaining(), into.remaining());
      into.put(input.slice(input.position(), count));
      input.position(input.position() + count);
      total += count;
    }
    return total > 0 ? total : done || inputDone && read < length ? -1 : 0;
  }

  private void fill() throws IOException {
    StreamSourceChannel from = source;
    if (from == null) {
      from = carrier.source();
      if (from == null) {
        inputDone = true;
        return;
      }
      source = from;
      from.getReadSetter().set(channel -> {
        // It would be told again and again until the loop has looked at it.
        channel.suspendReads();
        server.onLoop(this::arrived);
      });
      if (wanted) {
        from.resumeReads();
      }
    }
    ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
    int count = from.read(part);
    part.flip();
    if (count < 0) {
      inputEnded();
      input = chunked ? ByteBuffer.wrap(LAST_CHUNK) : NOTHING;
    } else if (count > 0) {
      read += count;
      if (!chunked && read > length) {
        inputEnded();
        throw new IOException("the body is longer than its head says");
      }
      input = chunked ? chunk(part) : part;
    }
  }

  private void arrived() {
    readable.run();
    StreamSourceChannel from = source;
    if (from != null && wanted && !inputDone) {
      from.resumeReads();
    }
  }

  /** An ended body would go on telling that it can be read. */
  private void inputEnded() {
    inputDone = true;
    if (source != null) {
      source.suspendReads();
    }
  }

  private static ByteBuffer chunk(ByteBuffer part) {
    byte[] size = (Integer.toHexString(part.remaining()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(size.length + part.remaining() + 2).put(size).put(part).put(Grammar.CR).put(Grammar.LF).flip();
  }

  @Override
  public void reading(boolean on) {
    wanted = on;
    StreamSourceChannel from = source;
    if (on && (input.hasRemaining() || source == null || done)) {
      server.post(
          () -> {
            if (wanted) {
              readable.run();
            }
          });
    }
    if (from != null && !inputDone) {
      if (on) {
        from.resumeReads();
      } else {
        from.suspendReads();
      }
    }
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    if (gone) {
      throw new IOException("the message was given up");
    }
    if (!waiting.isEmpty()) {
      return 0;
    }
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    take(reader.read(bytes), bytes);
    flush();
    return bytes.length;
  }

  @Override
  public long transfer(FileChannel file, long position, long count) throws IOException {
    ByteBuffer part = ByteBuffer.allocate((int) Math.min(count, PART_BYTES * 4));
    if (!waiting.isEmpty()) {
      return 0;
    }
    int got = file.read(part, position);
    if (got > 0) {
      write(part.flip());
    }
    return Math.max(0, got);
  }

  /** Does what a {@link ResponseReader} tells of bytes. */
  private void take(String told, byte[] bytes) throws IOException {
    String[] lines = told.split("\n", -1);
    int at = 0;
    while (at < lines.length && !lines[at].isEmpty()) {
      switch (lines[at]) {
        case "head" -> at = head(lines, at + 3);
        case "body" -> {
          int from = Integer.parseInt(lines[at + 1]);
          waiting.add(ByteBuffer.wrap(bytes, from, Integer.parseInt(lines[at + 2]) - from));
          at += 3;
        }
        case "end" -> at = end(lines, at + 1);
        default -> throw new IOException("no response was written");
      }
    }
  }

  /** A final head is Undertow's from here on; of interim ones a client of HTTP/2 has no need. */
  private int head(String[] lines, int from) {
    int status = Integer.parseInt(lines[from]);
    int count = Integer.parseInt(lines[from + 3]);
    int first = from + 4;
    headDone = status >= 200;
    if (headDone) {
      HeaderMap fields = new HeaderMap();
      for (int i = first; i < first + count; i += 2) {
        if (!HOP.contains(lines[i].toLowerCase(Locale.ROOT))) {
          fields.add(new HttpString(lines[i]), lines[i + 1]);
        }
      }
      StreamSinkChannel to = carrier.begin(status, lines[from + 2], fields);
      to.getWriteSetter().set(channel -> {
        channel.suspendWrites();
        server.onLoop(this::flushed);
      });
      sink = to;
    }
    return first + count;
  }

  private int end(String[] lines, int from) {
    int count = Integer.parseInt(lines[from]);
    if (headDone) {
      if (count > 0) {
        HeaderMap trailers = new HeaderMap();
        for (int i = from + 1; i < from + 1 + count; i += 2) {
          trailers.add(new HttpString(lines[i]), lines[i + 1]);
        }
        carrier.trailers(trailers);
      }
      outputEnded = true;
    }
    return from + 1 + count;
  }

  /** Gives Undertow what it takes. */
  private void flush() throws IOException {
    StreamSinkChannel to = sink;
    if (done || to == null) {
      return;
    }
    while (!waiting.isEmpty()) {
      ByteBuffer first = waiting.getFirst();
      boolean last = outputEnded && waiting.size() == 1;
      int count = last ? to.writeFinal(first) : to.write(first);
      if (first.hasRemaining()) {
        if (count == 0) {
          to.resumeWrites();
          return;
        }
      } else {
        waiting.removeFirst();
      }
    }
    if (outputEnded) {
      to.shutdownWrites();
    }
    if (!to.flush()) {
      to.resumeWrites();
    }
  }

  private void flushed() {
    try {
      StreamSinkChannel to = Objects.requireNonNull(sink);
      if (!to.isOpen()) {
        over();
        return;
      }
      flush();
      if (waiting.isEmpty()) {
        writable.run();
      }
    } catch (IOException e) {
      gone = true;
      readable.run();
    }
  }

  @Override
  public void writing(boolean on) {
    // Room is always told.
  }

  /** A body that ends with its connection ends here. */
  @Override
  public void shutdown() throws IOException {
    if (!outputEnded) {
      take(reader.end(), new byte[0]);
      if (!outputEnded) {
        close();
        return;
      }
      flush();
    }
  }

  /** What is not complete is reset. */
  @Override
  public void close() {
    if (!done && (!outputEnded || !waiting.isEmpty())) {
      gone = true;
      inputEnded();
      carrier.reset();
    } else if (!inputDone) {
      inputEnded();
      try {
        IoUtils.safeShutdownReads(source == null ? carrier.source() : source);
      } catch (IOException e) {
        carrier.reset();
      }
    }
  }

  @Override
  public Peer peer() {
    return new Peer(carrier.remote(), carrier.local(), server.dualStack());
  }
}
