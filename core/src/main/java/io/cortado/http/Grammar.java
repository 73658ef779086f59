package io.cortado.http;

import java.nio.charset.StandardCharsets;

/** The character classes of HTTP (RFC 9110), by byte. */
final class Grammar {
  static final byte CR = '\r';
  static final byte LF = '\n';

  private static final boolean[] TOKEN = new boolean[256];
  private static final boolean[] FIELD = new boolean[256];
  private static final boolean[] TARGET = new boolean[256];
  private static final boolean[] NAME = new boolean[256];
  private static final byte[] LOWER = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean alphanumeric = letter || c >= '0' && c <= '9';
      TOKEN[c] = alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
      FIELD[c] = c == '\t' || c >= ' ' && c != 0x7f;
      TARGET[c] = c > ' ' && c < 0x7f;
      NAME[c] = alphanumeric || "-._~!$&'()*+,;=".indexOf(c) >= 0;
      LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }

  private Grammar() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean token(byte b) {
    return TOKEN[b & 0xff];
  }

  static boolean field(byte b) {
    return FIELD[b & 0xff];
  }

  static boolean target(byte b) {
    return TARGET[b & 0xff];
  }

  /** Of a host's name, besides what is written with a percent sign. */
  static boolean name(byte b) {
    return NAME[b & 0xff];
  }

  /** Whether the bytes from {@code from} to {@code to} spell a lower-case name in any case. */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
    if (to - from != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (LOWER[bytes[from + i] & 0xff] != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte b) {
    return Character.digit(b & 0xff, 16) >= 0 && b > 0 ? Character.digit(b, 16) : -1;
  }
}
