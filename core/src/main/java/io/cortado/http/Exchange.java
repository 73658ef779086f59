package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import io.cortado.node.buffer.Utf8;
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
  /** A file of so many bytes leaves with its head, in one call. */
  private static final int SMALL_FILE = 48 << 10;

  /** So many bytes are taken from JavaScript when the socket takes them. */
  private static final int LARGE = 48 << 10;

  private static final byte[] NOTHING = {};
  private static final byte[] CRLF = {Grammar.CR, Grammar.LF};
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);

  private final HttpConnection connection;
  private final RequestHead head;
  private final RequestBody body;
  private @Nullable Value response;
  private int cut;
  private boolean reading;
  private boolean headSent;
  private boolean ended;
  private boolean dropping;
  private boolean last;
  private Reply.@Nullable Sent sent;

  Exchange(HttpConnection connection, RequestHead head) {
    this.connection = connection;
    this.head = head;
    this.body = new RequestBody(head);
  }

  RequestHead head() {
    return head;
  }

  void response(Value value) {
    response = value;
  }

  @Nullable Value response() {
    return response;
  }

  boolean bodyDone() {
    return body.done();
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
    return reading && !body.done();
  }

  boolean last() {
    return last;
  }

  boolean http2() {
    return connection.http2();
  }

  /** Method and target, as they were sent. */
  public String[] line() {
    return new String[] {head.method(), head.target()};
  }

  /** The body as it comes. */
  RequestBody body() {
    return body;
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
    byte[] bytes = body.takeHeld();
    if (bytes == null) {
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
    return kind == WholeBody.TEXT && (body.holds() || reading || dropping || body.left() != head.contentLength())
        ? WholeBody.STREAM
        : kind;
  }

  /**
   * The text of a body that is here whole, or null: where it is not here yet, which JavaScript is told of as of more to
   * read, or is no UTF-8.
   */
  public @Nullable String takeText() {
    Input input = connection.reader().input();
    reading = input.length() < body.left();
    String text = reading ? null : WholeBody.decode(input.bytes(), input.from(), (int) body.left());
    if (text != null && body.left() > 0) {
      connection.reader().readBody(this);
    }
    return text;
  }

  /** How much of the body has come that nobody has taken; once the connection is gone, how much it was then. */
  public int waiting() {
    return Math.max(cut, (int) Math.min(body.left(), connection.reader().input().length()));
  }

  /** The connection is gone, with so many bytes behind the head. */
  void cut(int waiting) {
    cut = (int) Math.min(body.left(), waiting);
  }

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

  /** What was to answer has ended in the middle: the client is told, as far as it can be. */
  public void abandon() {
    connection.abandon(this);
  }

  /** Whether the whole message has come, read or not; never true for a chunked body that was not read. */
  public boolean received() {
    return body.isIn(connection.reader().input());
  }

  /** Holds back what is written until {@link #uncork()}. */
  public void cork() {
    connection.output().cork();
  }

  /** Sends what was held back; returns the bytes not yet with the kernel. */
  public double uncork() {
    connection.output().uncork();
    return connection.output().unsent();
  }

  /** Whether the whole body has been taken. */
  public boolean complete() {
    return body.done() && !body.holds();
  }

  /** Trailer fields of a complete chunked body, as {@link #fields()}. */
  public String trailers() {
    return body.trailers();
  }

  /** Whether the connection may be kept after this response: the client wants it and the server is not closing. */
  public boolean keepAlive() {
    return head.keepAlive() && !connection.handle().closing();
  }

  /** Sends a whole response; the arguments are those of {@link Reply#describe}. Returns what has become of it. */
  public int reply(
      int status, String reason, String fields, @Nullable String type, String text, int mode, int keepAliveMillis) {
    byte[] body = text.isEmpty() ? NOTHING : Utf8.bytes(text);
    return reply(connection.reply().describe(head, status, reason, fields, type, text, body, mode, keepAliveMillis, !keepAlive()));
  }

  /** The same with bytes: {@code length} of them from {@code offset} of a buffer. */
  public int replyBytes(
      int status, String reason, String fields, @Nullable String type, Value buffer, double offset, double length, int mode,
      int keepAliveMillis) {
    if (length > LARGE) {
      return Reply.NOT_SENT;
    }
    byte[] body = Bytes.of(buffer, offset, length);
    return reply(connection.reply().describe(head, status, reason, fields, type, null, body, mode, keepAliveMillis, !keepAlive()));
  }

  private int reply(Reply.@Nullable Sent made) {
    return made == null ? Reply.NOT_SENT : sent(made, made.takeBody());
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
      return Reply.NOT_SENT;
    }
    Reply.Sent made = Reply.Sent.file(fresh, fields, lines, type, (long) size, keepAliveMillis, !keepAlive(), connection.reply().date());
    if (fresh) {
      return sent(made, NOTHING);
    }
    FileChannel file = null;
    try {
      file = FileChannel.open(Path.of(path), StandardOpenOption.READ);
      if (size <= SMALL_FILE) {
        byte[] content = Piece.File.content(file, (int) size);
        return content == null ? Reply.NOT_SENT : sent(made, content);
      }
      connection.output().cork();
      connection.output().write(connection.reply().head(made), connection.reply().length(), NOTHING);
      connection.output().write(file, (long) size);
      return outcome(made);
    } catch (IOException e) {
      IoUtils.safeClose(file);
      return Reply.NOT_SENT;
    }
  }

  private int sent(Reply.Sent made, byte[] body) {
    connection.output().write(connection.reply().head(made), connection.reply().length(), body);
    return outcome(made);
  }

  private int outcome(Reply.Sent made) {
    sent = made;
    headSent = true;
    boolean flushed = finished(made.last);
    return (flushed ? Reply.FLUSHED : 0) | (made.last ? Reply.LAST : 0) | (made.fresh ? Reply.FRESH : 0);
  }

  /** The head that {@link #reply} sent. */
  public String sentHead() {
    return connection.reply().text(Objects.requireNonNull(sent));
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
      connection.output().write(Text.encode(headText, utf8), Text.encode(body, utf8));
    }
    return finished(lastOnConnection);
  }

  /** The same with a head in ISO-8859-1, as Node writes it before bytes, and a body in UTF-8. */
  public boolean endText(String headText, String body, boolean lastOnConnection) {
    headSent = true;
    write(headText, Text.encode(body, true));
    return finished(lastOnConnection);
  }

  /** The same with bytes: {@code length} of them from {@code offset} of a buffer. */
  public boolean endBytes(String headText, Value buffer, double offset, double length, boolean lastOnConnection) {
    writeBytes(headText, buffer, offset, length, false);
    return finished(lastOnConnection);
  }

  /** Sends a head, interim response or other protocol text as it is. */
  public boolean writeHead(String text, boolean isFinal) {
    headSent |= isFinal;
    write(text, null);
    return connection.output().unsent() == 0;
  }

  /** Sends a part of the body, after the head where one is given; returns the bytes not yet with the kernel. */
  public double writeText(@Nullable String headText, String data, boolean utf8, boolean chunked) {
    if (headText != null && !chunked) {
      headSent = true;
      connection.output().write(Text.encode(headText, utf8), Text.encode(data, utf8));
      return connection.output().unsent();
    }
    return writePart(headText, Text.encode(data, utf8), chunked);
  }

  public double writeBytes(@Nullable String headText, Value buffer, double offset, double length, boolean chunked) {
    if (length > LARGE && connection.output().isPlain()) {
      byte[] start = Text.latin1(start(headText, (long) length, chunked));
      connection.output().write(start, buffer, (long) offset, (long) length, chunked ? CRLF : NOTHING);
      return connection.output().unsent();
    }
    return writePart(headText, Bytes.of(buffer, offset, length), chunked);
  }

  private double writePart(@Nullable String headText, byte[] data, boolean chunked) {
    write(start(headText, data.length, chunked), data, chunked ? CRLF : NOTHING);
    return connection.output().unsent();
  }

  private String start(@Nullable String headText, long length, boolean chunked) {
    headSent = true;
    return (headText == null ? "" : headText) + (chunked ? Long.toHexString(length) + "\r\n" : "");
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

  private void write(String text, byte @Nullable [] first, byte... second) {
    connection.output().write(Text.latin1(text), first, second);
  }

  private boolean finished(boolean lastOnConnection) {
    ended = true;
    last = lastOnConnection;
    connection.output().uncork();
    boolean flushed = connection.output().unsent() == 0;
    connection.responseEnded(this, flushed);
    return flushed;
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
