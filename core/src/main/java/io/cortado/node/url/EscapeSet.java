package io.cortado.node.url;

import io.cortado.node.buffer.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Which characters of ASCII each part of a URL escapes, besides controls; what is beyond ASCII is always escaped. Called from
 * any thread.
 */
enum EscapeSet {
  CONTROLS(""),
  FRAGMENT(" \"<>`"),
  QUERY(" \"#<>"),
  SPECIAL_QUERY(" \"#<>'"),
  PATH(" \"#<>?`{}"),
  USER(" \"#<>?^`{}/:;=@[\\]|");

  private static final int ASCII = 128;
  private static final String HEX = "0123456789ABCDEF";

  private final boolean[] escaped = new boolean[ASCII];

  EscapeSet(String signs) {
    for (int c = 0; c < ASCII; c++) {
      escaped[c] = c < ' ' || c == 0x7f || signs.indexOf(c) >= 0;
    }
  }

  String in(String text) {
    int clean = 0;
    while (clean < text.length() && isClean(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, clean);
    for (byte each : Utf8.bytes(text.substring(clean))) {
      if (each >= 0 && !escaped[each]) {
        out.append((char) each);
      } else {
        appendByte(out, each);
      }
    }
    return out.toString();
  }

  private boolean isClean(char c) {
    return c < ASCII && !escaped[c];
  }

  static void appendByte(StringBuilder out, int value) {
    out.append('%').append(HEX.charAt(value >> 4 & 15)).append(HEX.charAt(value & 15));
  }

  /** A text with what its escapes say; what is no UTF-8 then becomes U+FFFD, and what is no escape stays. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0 && Utf8.isWellFormed(text)) {
      return text;
    }
    byte[] bytes = Utf8.bytes(text);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' ? escapeAt(bytes, i) : -1;
      bytes[length++] = value < 0 ? bytes[i] : (byte) value;
      i += value < 0 ? 0 : 2;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int escapeAt(byte[] bytes, int at) {
    if (at + 2 >= bytes.length || bytes[at + 1] < 0 || bytes[at + 2] < 0) {
      return -1;
    }
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
