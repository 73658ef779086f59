package io.cortado.http;

import io.cortado.http.h2.ErrorCode;
import io.cortado.http.h2.Stream;
import io.cortado.http.h2.StreamSide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream of HTTP/2 as a connection that carries one message of HTTP/1: its head and body are read here as bytes, and what is written
 * is read as a response. So all that is decided about messages is decided in one place. Public for the border only; runs on the loop.
 */
public final class Http2Wire implements Wire, StreamSide, ResponseReader.Taker {
  private static final int PART_BYTES = 64 << 10;
  /** So much waits for the client before more is refused. */
  private static final int WAITING_BYTES = 128 << 10;

  /** Of a connection. */
  private static final Set<String> HOP = Set.of("connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection");

  private final Http2Connection connection;
  private final Stream stream;
  private final boolean chunked;
  private final long length;
  private final ResponseReader reader;
  private ByteBuffer input;
  private byte[] written = {};
  private @Nullable List<String> head;
  private List<String> trailers = List.of();
  private long read;
  private boolean inputDone;
  private boolean wanted;
  private boolean blocked;
  private boolean begun;
  private boolean outputEnded;
  private boolean gone;
  private Runnable readable = () -> {};
  private Runnable writable = () -> {};

  Http2Wire(Http2Connection connection, Stream stream, String method, byte[] head, boolean chunked, long length) {
    this.connection = connection;
    this.stream = stream;
    this.chunked = chunked;
    this.length = length;
    this.reader = new ResponseReader(method, Integer.MAX_VALUE, this);
    this.input = ByteBuffer.wrap(head);
    this.inputDone = stream.remoteEnded();
  }

  public Http2Session session() {
    return connection.session();
  }

  public int id() {
    return stream.id();
  }

  @Override
  public boolean takesTurns() {
    return true;
  }

  @Override
  public void listen(Runnable whenReadable, Runnable whenWritable) {
    readable = whenReadable;
    writable = whenWritable;
  }

  /** Gives it up for a reason. */
  public void reset(int code) {
    gone = true;
    stream.reset(code);
  }

  /** Reads the head, which is here whole. */
  void begin() {
    readable.run();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (gone) {
      throw new IOException("the stream was given up");
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
    return total > 0 ? total : stream.closed() || inputDone && read < length ? -1 : 0;
  }

  private void fill() throws IOException {
    byte[] part = stream.read();
    if (part != null) {
      read += part.length;
      if (!chunked && read > length || stream.readEnded() && !chunked && read < length) {
        inputDone = true;
        stream.reset(ErrorCode.PROTOCOL_ERROR);
        throw new IOException("the body is not as long as its head says");
      }
      input = chunked ? chunk(part) : ByteBuffer.wrap(part);
    } else if (stream.readEnded()) {
      inputDone = true;
      if (chunked) {
        input = lastChunk();
      }
    }
  }

  private static ByteBuffer chunk(byte[] part) {
    byte[] size = (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(size.length + part.length + 2).put(size).put(part).put(Grammar.CR).put(Grammar.LF).flip();
  }

  private ByteBuffer lastChunk() {
    StringBuilder text = new StringBuilder("0\r\n");
    for (int i = 0; i < trailers.size(); i += 2) {
      text.append(trailers.get(i)).append(": ").append(trailers.get(i + 1)).append("\r\n");
    }
    return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void head(List<String> fields, boolean last) {
    trailers = fields;
  }

  @Override
  public void readable() {
    if (wanted) {
      connection.later(this::readOn);
    }
  }

  private void readOn() {
    if (wanted) {
      readable.run();
    }
  }

  @Override
  public void reading(boolean on) {
    boolean again = begun;
    wanted = on;
    begun = true;
    if (on && again) {
      connection.later(this::readOn);
    }
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    if (gone) {
      throw new IOException("the stream was given up");
    }
    if (stream.waiting() > WAITING_BYTES) {
      blocked = true;
      return 0;
    }
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    written = bytes;
    try {
      reader.take(bytes);
    } catch (BadMessage e) {
      throw new IOException(e);
    }
    List<String> begins = head;
    if (begins != null) {
      head = null;
      stream.head(begins, Set.of(), false);
    }
    return bytes.length;
  }

  @Override
  public long transfer(FileChannel file, long position, long count) throws IOException {
    if (stream.waiting() > WAITING_BYTES) {
      blocked = true;
      return 0;
    }
    ByteBuffer part = ByteBuffer.allocate((int) Math.min(count, PART_BYTES));
    int got = file.read(part, position);
    if (got > 0) {
      write(part.flip());
    }
    return Math.max(0, got);
  }

  @Override
  public void head(StatusLine line, int flags, int count, CharSequence lines) {
    List<String> fields = new ArrayList<>(2 + count);
    fields.add(":status");
    fields.add(Integer.toString(line.status()));
    String text = lines.toString();
    for (int i = 0, at = 0; i < count; i += 2) {
      int name = text.indexOf('\n', at);
      int value = text.indexOf('\n', name + 1);
      String lower = text.substring(at, name).toLowerCase(Locale.ROOT);
      if (!HOP.contains(lower)) {
        fields.add(lower);
        fields.add(text.substring(name + 1, value));
      }
      at = value + 1;
    }
    if (line.status() >= 200) {
      head = fields;
    } else {
      stream.head(fields, Set.of(), false);
    }
  }

  @Override
  public void body(int from, int to) {
    sendHead(false);
    stream.write(ByteBuffer.wrap(written, from, to - from));
  }

  private boolean sendHead(boolean end) {
    List<String> fields = head;
    head = null;
    if (fields != null) {
      stream.head(fields, Set.of(), end);
    }
    return fields != null;
  }

  @Override
  public void end(int count, CharSequence lines) {
    if (head == null && reader.interim()) {
      return;
    }
    outputEnded = true;
    List<String> fields = count == 0 ? null : List.of(lines.toString().split("\n", -1)).subList(0, count);
    if (fields == null && sendHead(true)) {
      return;
    }
    sendHead(false);
    stream.end(fields == null ? null : lowered(fields));
  }

  private static List<String> lowered(List<String> fields) {
    List<String> lower = new ArrayList<>(fields);
    for (int i = 0; i < lower.size(); i += 2) {
      lower.set(i, lower.get(i).toLowerCase(Locale.ROOT));
    }
    return lower;
  }

  @Override
  public void rest(int from) {
    // A stream is never another protocol's.
  }

  @Override
  public void written() {
    if (blocked) {
      blocked = false;
      writable.run();
    }
    if (outputEnded && !stream.remoteEnded() && inputDone) {
      stream.reset(ErrorCode.NO_ERROR);
    }
  }

  @Override
  public void closed(int code) {
    gone = !outputEnded || code != ErrorCode.NO_ERROR;
    inputDone |= gone;
    connection.later(readable);
  }

  @Override
  public void writing(boolean on) {
    // Room is always told.
  }

  /** A body that ends with its connection ends here. */
  @Override
  public void shutdown() {
    if (!outputEnded) {
      reader.end();
      if (!outputEnded) {
        close();
      }
    }
  }

  /** What is not complete is reset; a body that nobody wants, when the answer is sent. */
  @Override
  public void close() {
    inputDone = true;
    if (!outputEnded) {
      gone = true;
      stream.reset(ErrorCode.CANCEL);
    } else if (!stream.remoteEnded() && stream.waiting() == 0) {
      connection.later(() -> stream.reset(ErrorCode.NO_ERROR));
    }
  }

  @Override
  public Peer peer() {
    return connection.peer();
  }
}
