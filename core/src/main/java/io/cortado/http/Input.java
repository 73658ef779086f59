package io.cortado.http;

import java.util.Arrays;

/** Bytes of a connection that wait to be parsed. Empty, it holds no memory: idle connections cost next to nothing. */
final class Input {
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private int from;
  private int to;
  /** How far the search for the end of a head has come, from {@code from}. */
  private int scanned;

  /** Whether the head that is not here whole has begun as a head does. */
  private boolean begun;
  private boolean borrowed;

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  void append(byte[] more, int length) {
    if (to + length > bytes.length) {
      int kept = length();
      byte[] grown = kept + length > bytes.length ? new byte[Math.max(Math.max(512, 2 * kept), kept + length)] : bytes;
      System.arraycopy(bytes, from, grown, 0, kept);
      bytes = grown;
      from = 0;
      to = kept;
    }
    System.arraycopy(more, 0, bytes, to, length);
    to += length;
  }

  /** Looks at a shared array without copying it; {@link #own()} before the array is used again. */
  void borrow(byte[] shared, int count) {
    bytes = shared;
    from = 0;
    to = count;
    scanned = 0;
    begun = false;
    borrowed = true;
  }

  /** Copies what is left of a borrowed array. */
  void own() {
    if (borrowed) {
      borrowed = false;
      bytes = from == to ? NONE : Arrays.copyOfRange(bytes, from, to);
      to = bytes.length;
      from = 0;
    }
  }

  void skip(int count) {
    from += count;
    scanned = 0;
    begun = false;
    if (from == to) {
      clear();
    }
  }

  /** Whether {@link #begin()} was said of what stands first. */
  boolean begun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  void clear() {
    bytes = NONE;
    from = 0;
    to = 0;
    scanned = 0;
    begun = false;
    borrowed = false;
  }

  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, from, from + count);
    skip(count);
    return taken;
  }

  /** Empty lines before a request mean nothing; returns how many bytes they had. */
  int skipEmptyLines() {
    int start = from;
    int at = from;
    while (to - at >= 2 && bytes[at] == Grammar.CR && bytes[at + 1] == Grammar.LF) {
      at += 2;
    }
    if (at > start) {
      skip(at - start);
    }
    return at - start;
  }

  /**
   * The position after the empty line that ends a head, or -1. A line feed without carriage return, or the reverse,
   * can never become a valid head and is refused as soon as it is seen.
   */
  int headEnd() throws BadMessage {
    int at = from + scanned;
    while (at < to) {
      byte b = bytes[at];
      if (b == Grammar.CR) {
        if (at + 1 == to) {
          break;
        }
        if (bytes[at + 1] != Grammar.LF) {
          throw BadMessage.malformed("HPE_LF_EXPECTED", "Missing expected LF after header value");
        }
        if (at + 3 < to && bytes[at + 2] == Grammar.CR && bytes[at + 3] == Grammar.LF) {
          return at + 4;
        }
        if (at + 3 >= to && (at + 2 >= to || bytes[at + 2] == Grammar.CR)) {
          break;
        }
        at += 2;
      } else if (b == Grammar.LF) {
        throw BadMessage.malformed("HPE_CR_EXPECTED", "Missing expected CR after header value");
      } else {
        at++;
      }
    }
    scanned = at - from;
    return -1;
  }
}
