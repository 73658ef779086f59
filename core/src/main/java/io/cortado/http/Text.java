package io.cortado.http;

import io.cortado.node.buffer.Utf8;

/** The bytes of texts as they go onto the wire. */
final class Text {
  private Text() {}

  static byte[] encode(String text, boolean utf8) {
    return utf8 ? Utf8.bytes(text) : latin1(text);
  }

  /** The low byte of each character, as Node writes text in ISO-8859-1; a charset of Java would write {@code ?}. */
  @SuppressWarnings("deprecation")
  static byte[] latin1(String text) {
    byte[] bytes = new byte[text.length()];
    text.getBytes(0, bytes.length, bytes, 0);
    return bytes;
  }
}
