package io.cortado.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of a head, or behind a chunked body, in whatever parts they come, up to the empty line. What cannot
 * become a field is told at its first byte. Runs on the loop.
 */
final class FieldReader {
  private static final byte[] NONE = new byte[0];
  private static final int FIRST_SIZE = 512;
  private static final String TOKEN_CODE = "HPE_INVALID_HEADER_TOKEN";

  private enum State { FIRST, START, NAME, VALUE_START, EMPTY_LF, EMPTY_END, VALUE, VALUE_LF, VALUE_END, END_LF, DONE }

  private final Framing framing;
  private final int maxSize;
  private State state = State.FIRST;
  /** The names and values so far, each ended by a line feed. */
  private byte[] text = NONE;
  private int length;
  private int start;
  private Framing.Name name = Framing.Name.OTHER;
  private boolean spaceInLength;
  private int count;
  /** Bytes of names and values, white space behind them included. */
  private int size;

  /** {@code maxSize} bytes are too many for all names and values. */
  FieldReader(Framing framing, int maxSize) {
    this.framing = framing;
    this.maxSize = maxSize;
  }

  /** A head's fields are next, of which {@code counted} bytes are taken already. */
  void beginHead(int counted) {
    begin(counted);
    state = State.FIRST;
  }

  void beginTrailers() {
    begin(0);
    state = State.START;
  }

  private void begin(int counted) {
    length = 0;
    count = 0;
    size = counted;
  }

  boolean done() {
    return state == State.DONE;
  }

  /** How many fields there are. */
  int count() {
    return count;
  }

  /** Names and values in turn, as sent, each ended by a line feed, which none can hold. */
  String text() {
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads on; returns the position behind the empty line, or the end of what there is. */
  int advance(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && state != State.DONE) {
      at = switch (state) {
        case FIRST, START -> begin(bytes[at], at);
        case NAME -> name(bytes, at, to);
        case VALUE_START -> beginValue(bytes[at], at);
        case VALUE -> name == Framing.Name.CONTENT_LENGTH ? digits(bytes, at, to) : value(bytes, at, to);
        case EMPTY_LF -> lineFeed(bytes[at], at, State.EMPTY_END, "HPE_STRICT", "Expected LF after CR");
        case VALUE_LF ->
            lineFeed(bytes[at], at, State.VALUE_END, "HPE_LF_EXPECTED", "Missing expected LF after header value");
        case EMPTY_END, VALUE_END -> endLine(bytes[at], at);
        case END_LF -> lineFeed(bytes[at], at, State.DONE, "HPE_STRICT", "Expected LF after headers");
        case DONE -> throw new IllegalStateException();
      };
    }
    return at;
  }

  private int begin(byte b, int at) throws BadMessage {
    if (b == Grammar.CR) {
      state = State.END_LF;
      return at + 1;
    }
    if (b == ' ' && state == State.FIRST) {
      throw BadMessage.malformed("HPE_UNEXPECTED_SPACE", "Unexpected space after start line", at + 1);
    }
    if (b == Grammar.LF) {
      throw token("Invalid header field char", at + 1);
    }
    if (!Grammar.token(b)) {
      throw token("Invalid header token", at);
    }
    state = State.NAME;
    start = length;
    count++;
    return at;
  }

  private int name(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && Grammar.token(bytes[at])) {
      at++;
    }
    append(bytes, from, at);
    if (at == to) {
      return count(from, at, at);
    }
    count(from, at, at + 1);
    name = Framing.Name.of(text, start, length);
    if (bytes[at] != ':') {
      // llhttp has another word for a space behind a name that it knows.
      throw bytes[at] == ' ' && name.framing()
          ? token("Invalid header field char", at + 1)
          : token("Invalid header token", at);
    }
    append(Grammar.LF);
    framing.named(name, at + 1);
    start = length;
    state = State.VALUE_START;
    return at + 1;
  }

  private int beginValue(byte b, int at) throws BadMessage {
    switch (b) {
      case ' ', '\t' -> {
        return at + 1;
      }
      case Grammar.CR -> {
        state = State.EMPTY_LF;
        return at + 1;
      }
      case Grammar.LF -> throw token("Invalid header value char", at + 1);
      default -> {
        if (name == Framing.Name.CONTENT_LENGTH) {
          framing.beginLength(at);
          spaceInLength = false;
        }
        state = State.VALUE;
        return at;
      }
    }
  }

  private int value(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && Grammar.field(bytes[at])) {
      at++;
    }
    return endValue(bytes, from, at, to);
  }

  private int digits(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && bytes[at] != Grammar.CR && bytes[at] != Grammar.LF) {
      if (bytes[at] == ' ') {
        spaceInLength = true;
      } else if (spaceInLength) {
        throw Framing.invalidLength("Invalid character in Content-Length", at);
      } else {
        framing.digit(bytes[at], at);
      }
      at++;
    }
    return endValue(bytes, from, at, to);
  }

  private int endValue(byte[] bytes, int from, int at, int to) throws BadMessage {
    append(bytes, from, at);
    if (at == to) {
      return count(from, at, at);
    }
    if (bytes[at] == Grammar.LF) {
      throw BadMessage.malformed("HPE_CR_EXPECTED", "Missing expected CR after header value", at);
    }
    if (bytes[at] != Grammar.CR) {
      throw token("Invalid header value char", at);
    }
    count(from, at, at + 1);
    state = State.VALUE_LF;
    return at + 1;
  }

  private int lineFeed(byte b, int at, State next, String code, String otherwise) throws BadMessage {
    if (b != Grammar.LF) {
      throw BadMessage.malformed(code, otherwise, at);
    }
    state = next;
    return at + 1;
  }

  /** A line is over unless the next one continues it, as was allowed once. */
  private int endLine(byte b, int at) throws BadMessage {
    boolean empty = state == State.EMPTY_END;
    if (b == ' ' || b == '\t') {
      throw empty
          ? token("Invalid header value char", at + 1)
          : token("Unexpected whitespace after header value", at);
    }
    if (empty && name == Framing.Name.CONTENT_LENGTH) {
      throw Framing.invalidLength("Empty Content-Length", at);
    }
    while (length > start && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
      length--;
    }
    if (name != Framing.Name.OTHER) {
      framing.value(name, new String(text, start, length - start, StandardCharsets.ISO_8859_1), at);
    }
    append(Grammar.LF);
    state = State.START;
    return at;
  }

  /** Counts what was taken between the first two; {@code told} is where it is told that it was too much. */
  private int count(int from, int to, int told) throws BadMessage {
    size += to - from;
    if (size >= maxSize) {
      throw BadMessage.headerOverflow(told);
    }
    return told;
  }

  private void append(byte[] bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, text, length, to - from);
    length += to - from;
  }

  private void append(byte b) {
    room(1);
    text[length++] = b;
  }

  private void room(int more) {
    if (length + more > text.length) {
      text = Arrays.copyOf(text, Math.max(Math.max(FIRST_SIZE, text.length * 2), length + more));
    }
  }

  private static BadMessage token(String reason, int at) {
    return BadMessage.malformed(TOKEN_CODE, reason, at);
  }
}
