package io.cortado.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One request and its response, as JavaScript holds it. The sole owner of its connection from the request's head to
 * the response's last byte. Public for the border only; runs on the loop.
 */
public final class Exchange {
  private static final int MAX_HELD = 16 << 10;
  /** A file of so many bytes leaves with its head, in one call. */
  private static final int SMALL_FILE = 48 << 10;

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] CRLF = {Bytes.CR, Bytes.LF};
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);

  private final HttpConnection connection;
  private final RequestHead head;
  private final @Nullable ChunkedDecoder decoder;
  private @Nullable Value response;
  private long bodyLeft;
  private int cut;
  private boolean bodyDone;
  private boolean reading;
  private boolean headSent;
  private boolean ended;
  private boolean dropping;
  private boolean last;
  private Reply.@Nullable Sent sent;
  /** Body that was taken off the wire before anybody read it: to see what stands behind it, or whether it is well-formed. */
  private byte @Nullable [] held;

  Exchange(HttpConnection connection, RequestHead head) {
    this.connection = connection;
    this.head = head;
    this.decoder = head.chunked() ? new ChunkedDecoder() : null;
    this.bodyLeft = head.contentLength();
    this.bodyDone = !head.hasBody();
  }

  RequestHead head() {
    return head;
  }

  void response(Value value) {
    this.response = value;
  }

  @Nullable Value response() {
    return response;
  }

  boolean bodyDone() {
    return bodyDone;
  }

  boolean ended() {
    return ended;
  }

  boolean headSent() {
    return headSent;
  }

  /** Whether JavaScript (or the discarding of an unread body) waits for more body. */
  boolean reading() {
    return reading;
  }

  /** Whether a client keeps a reader of its body waiting. */
  boolean stalled() {
    return reading && !bodyDone;
  }

  boolean last() {
    return last;
  }

  /** Whether all of the body is here and something stands behind it. */
  boolean endsBefore(int available) {
    return decoder == null && bodyLeft < available;
  }

  /** Keeps body bytes for a reader that may come. */
  void hold(Input input) throws BadRequest {
    byte[] more = takeBody(input);
    if (more != null) {
      byte[] before = held;
      held = before == null ? more : join(before, more);
    }
  }

  /** Whether chunks are decoded before anybody reads them, so that what is malformed is seen, as in Node. */
  boolean decodesAhead() {
    byte[] before = held;
    return decoder != null && (before == null || before.length < MAX_HELD);
  }

  /** Takes body bytes from the connection's input; null when there are none yet, or no more. */
  byte @Nullable [] takeBody(Input input) throws BadRequest {
    if (bodyDone) {
      return null;
    }
    if (decoder == null) {
      int count = (int) Math.min(bodyLeft, input.length());
      bodyLeft -= count;
      bodyDone = bodyLeft == 0;
      return count == 0 ? null : input.take(count);
    }
    byte[] taken = null;
    while (input.length() > 0 && !bodyDone) {
      int available = (int) Math.min(decoder.data(), input.length());
      if (available > 0) {
        byte[] more = input.take(available);
        decoder.taken(available);
        taken = taken == null ? more : join(taken, more);
      } else {
        input.skip(decoder.advance(input.bytes(), input.from(), input.to()) - input.from());
        bodyDone = decoder.done();
      }
    }
    return taken;
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /** Raw header fields: names and values in turn, each ended by a line feed. */
  public String fields() {
    return head.fields();
  }

  /** Whether If-None-Match or If-Modified-Since is among the fields. */
  public boolean conditional() {
    return head.conditional();
  }

  /** The body bytes that are here, or null; asks to be told when more come. */
  public @Nullable ByteBuffer read() {
    reading = true;
    byte[] bytes = held;
    if (bytes != null) {
      held = null;
    } else {
      bytes = connection.reader().readBody(this);
    }
    if (bytes == null) {
      return null;
    }
    reading = false;
    return ByteBuffer.wrap(bytes);
  }

  /** Whether the request has a body. */
  public boolean hasBody() {
    return head.hasBody();
  }

  /** See {@link WholeBody#kind}; once some of the body was taken it is a stream. */
  public int bodyKind(@Nullable String contentType, @Nullable String contentLength, String wanted, double limit) {
    if (contentLength != null && !contentLength.equals(head.only("content-length"))) {
      return WholeBody.STREAM;
    }
    int kind = WholeBody.kind(head, contentType, wanted, limit);
    return kind == WholeBody.TEXT && (held != null || reading || dropping || bodyLeft != head.contentLength())
        ? WholeBody.STREAM
        : kind;
  }

  /**
   * The text of a body that is here whole, or null: where it is not here yet, which JavaScript is told of as of more to
   * read, or is no UTF-8.
   */
  public @Nullable String takeText() {
    Input input = connection.reader().input();
    int length = (int) bodyLeft;
    if (input.length() < length) {
      reading = true;
      return null;
    }
    reading = false;
    String text = WholeBody.decode(input.bytes(), input.from(), length);
    if (text != null && length > 0) {
      connection.reader().readBody(this);
    }
    return text;
  }

  /** How much of the body has come that nobody has taken; once the connection is gone, how much it was then. */
  public int waiting() {
    return Math.max(cut, (int) Math.min(bodyLeft, connection.reader().input().length()));
  }

  /** The connection is gone, with so many bytes behind the head. */
  void cut(int waiting) {
    cut = (int) Math.min(bodyLeft, waiting);
  }

  /** Stops asking for body. */
  public void pause() {
    reading = false;
  }

  /** Nobody reads this body any more: what comes is taken off the wire and dropped. */
  void drop() {
    dropping = true;
  }

  boolean dropping() {
    return dropping;
  }

  /** Whether the whole message has come, read or not; never true for a chunked body that was not read. */
  public boolean received() {
    return bodyDone || decoder == null && bodyLeft <= connection.reader().input().length();
  }

  /** Holds back what is written until {@link #uncork()}. */
  public void cork() {
    connection.output().cork();
  }

  /** Sends what was held back; returns the bytes not yet with the kernel. */
  public double uncork() {
    connection.output().uncork();
    return unsent();
  }

  /** Whether the whole body has been taken. */
  public boolean complete() {
    return bodyDone && held == null;
  }

  /** Trailer fields of a complete chunked body, as {@link #fields()}. */
  public String trailers() {
    return decoder == null ? "" : decoder.trailers();
  }

  /** Whether the connection may be kept after this response: the client wants it and the server is not closing. */
  public boolean keepAlive() {
    return head.keepAlive() && !connection.handle().closing();
  }

  /** What {@link #reply} answers: that it sent nothing. */
  private static final int NOT_SENT = -1;

  /** That the kernel took it all, that the connection ends with it, and that the client has the body already. */
  private static final int FLUSHED = 1;

  private static final int LAST = 2;
  private static final int FRESH = 4;

  /** Sends a whole response; the arguments are those of {@link Reply#describe}. Returns what has become of it. */
  public int reply(
      int status, String reason, String fields, @Nullable String type, String text, int mode, int keepAliveMillis) {
    byte[] body = text.isEmpty() ? NOTHING : Utf8.bytes(text);
    return reply(
        connection.reply().describe(head, status, reason, fields, type, text, body, mode, keepAliveMillis, !keepAlive()));
  }

  /** The same with bytes: {@code length} of them from {@code offset} of a buffer. */
  public int replyBytes(
      int status, String reason, String fields, @Nullable String type, Value buffer, double offset, double length, int mode,
      int keepAliveMillis) {
    byte[] body = bytes(buffer, offset, length);
    return reply(
        connection.reply().describe(head, status, reason, fields, type, null, body, mode, keepAliveMillis, !keepAlive()));
  }

  private int reply(Reply.@Nullable Sent made) {
    if (made == null) {
      return NOT_SENT;
    }
    byte[] body = made.body;
    made.body = NOTHING;
    return sent(made, made.fresh ? NOTHING : body);
  }

  /**
   * Sends a file as a whole response.
   *
   * @param fields lines of the head that JavaScript has set, each with its end
   * @param lines the file's own; {@code type} stands behind them where there is a body
   * @param tag the file's, as it stands among the lines
   * @param modified when it was changed last, in milliseconds
   * @param both whether If-Modified-Since counts beside If-None-Match
   * @param conditions whether the head's conditions count
   */
  public int sendFile(
      String path, double size, double modified, String fields, String lines, String type, String tag, boolean both,
      boolean conditions, int keepAliveMillis) {
    Boolean fresh = conditions ? Conditions.isFresh(head, tag, (long) modified, both) : Boolean.FALSE;
    if (fresh == null) {
      return NOT_SENT;
    }
    Reply.Sent made = Reply.Sent.file(fresh, fields, lines, type, (long) size, keepAliveMillis, !keepAlive(), connection.reply().date());
    if (fresh) {
      return sent(made, NOTHING);
    }
    FileChannel file = null;
    try {
      file = FileChannel.open(Path.of(path), StandardOpenOption.READ);
      if (size <= SMALL_FILE) {
        ByteBuffer content = ByteBuffer.allocate((int) size);
        while (content.hasRemaining() && file.read(content) > 0) {
          // A file may come in parts.
        }
        file.close();
        return content.hasRemaining() ? NOT_SENT : sent(made, content.array());
      }
      Reply maker = connection.reply();
      sent = made;
      headSent = true;
      connection.output().cork();
      connection.output().write(maker.head(made), maker.length(), NOTHING);
      connection.output().write(file, (long) size);
      return outcome(made);
    } catch (IOException e) {
      IoUtils.safeClose(file);
      return NOT_SENT;
    }
  }

  private int sent(Reply.Sent made, byte[] body) {
    Reply maker = connection.reply();
    sent = made;
    headSent = true;
    connection.output().write(maker.head(made), maker.length(), body);
    return outcome(made);
  }

  private int outcome(Reply.Sent made) {
    boolean flushed = finished(made.last);
    return (flushed ? FLUSHED : 0) | (made.last ? LAST : 0) | (made.fresh ? FRESH : 0);
  }

  /** The head that {@link #reply} sent. */
  public String sentHead() {
    Reply maker = connection.reply();
    byte[] bytes = maker.head(Objects.requireNonNull(sent));
    return new String(bytes, 0, maker.length(), StandardCharsets.ISO_8859_1);
  }

  /** The fields of the head that was sent which JavaScript has not set: names and values in turn, each with a line feed. */
  public String sentFields() {
    return Objects.requireNonNull(sent).ownFields();
  }

  /** Sends a head and a whole string body in one go; returns whether the kernel took it all. */
  public boolean end(String headText, @Nullable String body, boolean utf8, boolean lastOnConnection) {
    headSent = true;
    if (body == null) {
      write(headText, null);
    } else {
      // Node writes a head and the text behind it as one string, so a head takes the encoding of the text.
      write(encode(headText, utf8), encode(body, utf8));
    }
    return finished(lastOnConnection);
  }

  /** The same with a head in ISO-8859-1, as Node writes it before bytes, and a body in UTF-8. */
  public boolean endText(String headText, String body, boolean lastOnConnection) {
    headSent = true;
    write(headText, encode(body, true));
    return finished(lastOnConnection);
  }

  /** The same with bytes: {@code length} of them from {@code offset} of a buffer. */
  public boolean endBytes(String headText, Value buffer, double offset, double length, boolean lastOnConnection) {
    headSent = true;
    write(headText, bytes(buffer, offset, length));
    return finished(lastOnConnection);
  }

  /** Sends a head, interim response or other protocol text as it is. */
  public boolean writeHead(String text, boolean isFinal) {
    headSent |= isFinal;
    write(text, null);
    return connection.output().pending() == 0;
  }

  /** Sends a part of the body, after the head where one is given; returns the bytes not yet with the kernel. */
  public double writeText(@Nullable String headText, String data, boolean utf8, boolean chunked) {
    if (headText != null && !chunked) {
      headSent = true;
      write(encode(headText, utf8), encode(data, utf8));
      return unsent();
    }
    return writePart(headText, encode(data, utf8), chunked);
  }

  public double writeBytes(@Nullable String headText, Value buffer, double offset, double length, boolean chunked) {
    return writePart(headText, bytes(buffer, offset, length), chunked);
  }

  private double writePart(@Nullable String headText, byte[] data, boolean chunked) {
    headSent = true;
    if (chunked) {
      String size = Integer.toHexString(data.length) + "\r\n";
      write(headText == null ? size : headText + size, data, CRLF);
    } else {
      write(headText == null ? "" : headText, data);
    }
    return unsent();
  }

  /** What the kernel has not taken; what is written to a connection that is gone it never takes. */
  private double unsent() {
    return connection.output().closed() ? Double.MAX_VALUE : connection.output().pending();
  }

  /** Ends a response whose body was written in parts; {@code trailerText} ends a chunked one. */
  public boolean finish(@Nullable String headText, boolean chunked, String trailerText, boolean lastOnConnection) {
    headSent = true;
    if (chunked) {
      write(headText == null ? "" : headText, LAST_CHUNK, (trailerText + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } else if (headText != null) {
      write(headText, null);
    }
    return finished(lastOnConnection);
  }

  private static byte[] encode(String text, boolean utf8) {
    return utf8 ? Utf8.bytes(text) : latin1(text);
  }

  /** The low byte of each character, as Node writes text in ISO-8859-1; a charset of Java would write {@code ?}. */
  @SuppressWarnings("deprecation")
  private static byte[] latin1(String text) {
    byte[] bytes = new byte[text.length()];
    text.getBytes(0, bytes.length, bytes, 0);
    return bytes;
  }

  private void write(String text, byte @Nullable [] first, byte... second) {
    write(latin1(text), first, second);
  }

  private void write(byte[] start, byte @Nullable [] first, byte... second) {
    connection.output().write(start, first, second);
  }

  private boolean finished(boolean lastOnConnection) {
    ended = true;
    last = lastOnConnection;
    connection.output().uncork();
    boolean flushed = unsent() == 0;
    connection.responseEnded(this, flushed);
    return flushed;
  }

  private static byte[] bytes(Value buffer, double offset, double length) {
    byte[] bytes = new byte[(int) length];
    buffer.readBuffer((long) offset, bytes, 0, bytes.length);
    return bytes;
  }

  /** Bytes written and not yet with the kernel. */
  public double pendingBytes() {
    return connection.output().pending();
  }

  /** Hands over what came behind this request; {@code ownResponse} is the response object of this one. */
  public void goOn(Value ownResponse) {
    connection.reader().goOn(this, ownResponse);
  }

  /** The connection, for the socket object. */
  public ConnectionHandle connection() {
    return connection.handle();
  }
}
