package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the responses of one connection as they come, with the grammar that the server reads requests with. What a chunk
 * holds is told in one text of lines, record after record:
 *
 * <pre>
 * head  major minor status flags reason count fields…   a response has begun
 * body  from to                                         bytes of the chunk that belong to its body
 * end   count trailers…                                 it is over
 * rest  from                                            bytes from here on are another protocol's
 * error code reason at                                  nothing more is read
 * </pre>
 *
 * {@code count} is of names and values in turn, {@code at} where in the chunk. Runs on the loop; public for the border.
 */
public final class ResponseReader {
  /** Who is told what bytes are. */
  interface Taker {
    /** A response has begun; {@code fields} are {@code count} names and values in turn, each ended by a line feed. */
    void head(StatusLine line, int flags, int count, CharSequence fields);

    /** Bytes of the chunk that belong to its body. */
    void body(int from, int to);

    /** It is over; with trailers, as the fields of a head. */
    void end(int count, CharSequence trailers);

    /** Bytes from here on are another protocol's. */
    void rest(int from);
  }

  /** The connection can be kept after this response, as far as the head tells. */
  static final int KEEP = 1;

  /** Another protocol follows. */
  static final int UPGRADE = 2;

  private static final int SWITCHING = 101;

  private static final long UNSIGNED_MAX = -1;

  private enum State { LINE, FIELDS, COUNTED, CHUNKED, UNTIL_END, CLOSED, IGNORED, STOPPED }

  private final boolean head;
  private final boolean connect;
  private final int maxSize;
  private final Framing framing = new Framing();
  private final StatusLine line;
  private final FieldReader fields;
  private final StringBuilder told = new StringBuilder();
  private final Taker taker;
  private State state = State.LINE;
  private @Nullable ChunkedDecoder chunks;
  /** Bytes of the body to come, unsigned. */
  private long left;

  /** For the responses to a request of this method; {@code maxHeaderSize} bytes of fields are too many. */
  ResponseReader(String method, int maxHeaderSize) {
    this(method, maxHeaderSize, null);
  }

  /** Without a {@code taker} all is told as text. */
  ResponseReader(String method, int maxHeaderSize, @Nullable Taker taker) {
    this.taker = taker == null ? new Lines() : taker;
    head = method.equals("HEAD");
    connect = method.equals("CONNECT");
    maxSize = maxHeaderSize;
    line = new StatusLine(maxSize);
    fields = new FieldReader(framing, maxSize);
  }

  /** Reads a chunk of {@code length} bytes at {@code offset} of an {@code ArrayBuffer}; all of it a body, it stays there. */
  public String read(Value arrayBuffer, double offset, int length) {
    int body = body(length);
    if (body == 0 || body < length) {
      return read(Bytes.of(arrayBuffer, offset, length));
    }
    told.setLength(0);
    body(0, length);
    return told.toString();
  }

  String read(byte[] chunk) {
    told.setLength(0);
    if (state == State.IGNORED) {
      state = State.LINE;
    }
    try {
      take(chunk);
    } catch (BadMessage bad) {
      record("error").append('\n').append(bad.code()).append('\n').append(bad.getMessage());
      told.append('\n').append(bad.at());
    }
    return told.toString();
  }

  /** Reads bytes, of which the taker is told. */
  void take(byte[] chunk) throws BadMessage {
    int at = 0;
    try {
      while (at < chunk.length && state != State.STOPPED && state != State.IGNORED) {
        int body = body(chunk.length - at);
        if (body > 0) {
          body(at, at + body);
          at += body;
        } else {
          at = grammar(chunk, at);
        }
      }
    } catch (BadMessage bad) {
      state = State.STOPPED;
      throw bad;
    }
  }

  /** The connection has ended, and with it a body that has no other end. */
  public String end() {
    told.setLength(0);
    if (state == State.UNTIL_END) {
      finish();
    }
    return told.toString();
  }

  /** Whether what has ended is followed by the response. */
  boolean interim() {
    return line.status() < 200;
  }

  /** How many of the next bytes are the body's. */
  private int body(int available) {
    return switch (state) {
      case UNTIL_END -> available;
      case COUNTED -> left < 0 ? available : (int) Math.min(left, available);
      case CHUNKED -> (int) Math.min(decoder().data(), available);
      case LINE, FIELDS, CLOSED, IGNORED, STOPPED -> 0;
    };
  }

  private void body(int from, int to) {
    taker.body(from, to);
    if (state == State.CHUNKED) {
      decoder().taken(to - from);
    } else if (state == State.COUNTED) {
      left -= to - from;
      if (left == 0) {
        finish();
      }
    }
  }

  private int grammar(byte[] chunk, int from) throws BadMessage {
    return switch (state) {
      case LINE -> {
        int at = line.advance(chunk, from, chunk.length);
        if (line.done()) {
          framing.begin();
          fields.beginHead(line.size());
          state = State.FIELDS;
        }
        yield at;
      }
      case FIELDS -> {
        int at = fields.advance(chunk, from, chunk.length);
        if (fields.done()) {
          begin(at);
        }
        yield at;
      }
      case CHUNKED -> {
        int at = decoder().advance(chunk, from, chunk.length);
        if (decoder().done()) {
          finish();
        }
        yield at;
      }
      case CLOSED -> closed(chunk[from], from);
      case COUNTED, UNTIL_END, IGNORED, STOPPED -> throw new IllegalStateException(state.name());
    };
  }

  /** The peer said that this message was its last; a line end may still follow. */
  private static int closed(byte b, int at) throws BadMessage {
    if (b != Grammar.CR && b != Grammar.LF) {
      throw BadMessage.malformed("HPE_CLOSED_CONNECTION", "Data after `Connection: close`", at + 1);
    }
    return at + 1;
  }

  private void begin(int bodyStart) {
    int status = line.status();
    boolean bodiless = status >= 100 && status < 200 || status == 204 || status == 304;
    boolean framed = bodiless || framing.chunked() || framing.hasLength() && !framing.coded();
    boolean upgrade = connect || status == SWITCHING && framing.upgrade();
    int flags = (persistent() && framed ? KEEP : 0) | (upgrade ? UPGRADE : 0);
    taker.head(line, flags, fields.count() * 2, fields.text());
    if (upgrade) {
      finish();
      state = State.STOPPED;
      taker.rest(bodyStart);
    } else if (head || bodiless) {
      finish();
      if (status == SWITCHING) {
        // What nobody agreed to is no response either.
        state = State.IGNORED;
      }
    } else if (framing.chunked()) {
      chunks = new ChunkedDecoder(framing, maxSize, UNSIGNED_MAX);
      state = State.CHUNKED;
    } else if (!framed) {
      state = State.UNTIL_END;
    } else if (framing.length() == 0) {
      finish();
    } else {
      left = framing.length();
      state = State.COUNTED;
    }
  }

  /** Whether the peer means to keep the connection. */
  private boolean persistent() {
    return line.major() > 0 && line.minor() > 0 ? !framing.close() : framing.keepAlive();
  }

  private void finish() {
    ChunkedDecoder decoder = chunks;
    chunks = null;
    taker.end(decoder == null ? 0 : decoder.trailerCount() * 2, decoder == null ? "" : decoder.trailers());
    line.begin();
    state = persistent() ? State.LINE : State.CLOSED;
  }

  private ChunkedDecoder decoder() {
    return Objects.requireNonNull(chunks, "no chunked body");
  }

  private StringBuilder record(String name) {
    return (told.isEmpty() ? told : told.append('\n')).append(name);
  }

  /** Tells it as text. */
  private final class Lines implements Taker {
    @Override
    public void head(StatusLine first, int flags, int count, CharSequence text) {
      record("head").append('\n').append(first.major()).append('\n').append(first.minor());
      told.append('\n').append(first.status()).append('\n').append(flags).append('\n').append(first.reason());
      pairs(count, text);
    }

    @Override
    public void body(int from, int to) {
      record("body").append('\n').append(from).append('\n').append(to);
    }

    @Override
    public void end(int count, CharSequence trailers) {
      record("end");
      pairs(count, trailers);
    }

    @Override
    public void rest(int from) {
      record("rest").append('\n').append(from);
    }

    private void pairs(int count, CharSequence lines) {
      told.append('\n').append(count);
      if (count > 0) {
        told.append('\n').append(lines, 0, lines.length() - 1);
      }
    }
  }
}
