package io.cortado.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the first line of a response in whatever parts it comes. Runs on the loop. */
final class StatusLine {
  private static final byte[][] PROTOCOLS = {Grammar.ascii("HTTP/"), Grammar.ascii("RTSP/"), Grammar.ascii("ICE/")};
  private static final String STATUS_CODE = "HPE_INVALID_STATUS";

  private enum State { EMPTY, PROTOCOL, MAJOR, DOT, MINOR, VERSION_END, STATUS, STATUS_END, REASON, LF, DONE }

  private final int maxSize;
  private State state = State.EMPTY;
  private byte[] protocol = PROTOCOLS[0];
  private int matched;
  private int major;
  private int minor;
  private int digits;
  private int status;
  private byte[] reason = new byte[32];
  private int length;

  /** {@code maxSize} bytes of a reason are too many. */
  StatusLine(int maxSize) {
    this.maxSize = maxSize;
  }

  void begin() {
    state = State.EMPTY;
    matched = 0;
    digits = 0;
    status = 0;
    length = 0;
  }

  boolean done() {
    return state == State.DONE;
  }

  int major() {
    return major;
  }

  int minor() {
    return minor;
  }

  int status() {
    return status;
  }

  /** How long the reason is. */
  int size() {
    return length;
  }

  String reason() {
    return new String(reason, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads on; returns the position behind the line, or the end of what there is. */
  int advance(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && state != State.DONE) {
      if (state == State.REASON) {
        at = reason(bytes, at, to);
      } else if (state == State.EMPTY) {
        at = beginLine(bytes[at], at);
      } else {
        accept(bytes[at], at);
        at++;
      }
    }
    return at;
  }

  /** Line ends before a response mean nothing. */
  private int beginLine(byte b, int at) {
    if (b == Grammar.CR || b == Grammar.LF) {
      return at + 1;
    }
    protocol = b == 'R' ? PROTOCOLS[1] : b == 'I' ? PROTOCOLS[2] : PROTOCOLS[0];
    state = State.PROTOCOL;
    return at;
  }

  private void accept(byte b, int at) throws BadMessage {
    switch (state) {
      case PROTOCOL -> {
        if (b != protocol[matched++]) {
          throw BadMessage.malformed("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/", at);
        }
        if (matched == protocol.length) {
          state = State.MAJOR;
        }
      }
      case MAJOR -> {
        major = digit(b, "HPE_INVALID_VERSION", "Invalid major version", at);
        state = State.DOT;
      }
      case DOT -> {
        if (b != '.') {
          throw version("Expected dot", at);
        }
        state = State.MINOR;
      }
      case MINOR -> {
        minor = digit(b, "HPE_INVALID_VERSION", "Invalid minor version", at);
        switch (major * 10 + minor) {
          case 9, 10, 11, 20 -> state = State.VERSION_END;
          default -> throw version("Invalid HTTP version", at + 1);
        }
      }
      case VERSION_END -> {
        if (b != ' ') {
          throw version("Expected space after version", at);
        }
        state = State.STATUS;
      }
      case STATUS -> {
        status = status * 10 + digit(b, STATUS_CODE, "Invalid status code", at);
        if (++digits == 3) {
          state = State.STATUS_END;
        }
      }
      case STATUS_END ->
        state = switch (b) {
          case ' ' -> State.REASON;
          case Grammar.CR -> State.LF;
          default ->
              throw BadMessage.malformed(STATUS_CODE, "Invalid response status", b == Grammar.LF ? at + 1 : at);
        };
      case LF -> {
        if (b != Grammar.LF) {
          throw BadMessage.malformed("HPE_STRICT", "Expected LF after CR", at);
        }
        state = State.DONE;
      }
      case EMPTY, REASON, DONE -> throw new IllegalStateException(state.name());
    }
  }

  private int reason(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && bytes[at] != Grammar.CR && bytes[at] != Grammar.LF) {
      at++;
    }
    if (length + at - from > reason.length) {
      reason = Arrays.copyOf(reason, Math.max(reason.length * 2, length + at - from));
    }
    System.arraycopy(bytes, from, reason, length, at - from);
    length += at - from;
    if (at == to) {
      checkSize(at);
      return at;
    }
    if (bytes[at] == Grammar.LF) {
      throw BadMessage.malformed("HPE_CR_EXPECTED", "Missing expected CR after response line", at + 1);
    }
    checkSize(at + 1);
    state = State.LF;
    return at + 1;
  }

  private void checkSize(int at) throws BadMessage {
    if (length >= maxSize) {
      throw BadMessage.headerOverflow(at);
    }
  }

  private static int digit(byte b, String code, String otherwise, int at) throws BadMessage {
    if (b < '0' || b > '9') {
      throw BadMessage.malformed(code, otherwise, at);
    }
    return b - '0';
  }

  private static BadMessage version(String reason, int at) {
    return BadMessage.malformed("HPE_INVALID_VERSION", reason, at);
  }
}
