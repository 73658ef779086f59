package io.cortado.node;

import java.nio.charset.StandardCharsets;

/** Encodes text as JavaScript does: Java writes a question mark for half a surrogate pair. Called from any thread. */
final class Utf8 {
  private Utf8() {}

  static byte[] of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          return repaired(text).getBytes(StandardCharsets.UTF_8);
        }
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String repaired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return out.toString();
  }
}
