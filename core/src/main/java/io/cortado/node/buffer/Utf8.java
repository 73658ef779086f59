package io.cortado.node.buffer;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as JavaScript writes it: half of a surrogate pair becomes U+FFFD (three bytes), where Java writes {@code ?}. Called
 * from any thread.
 */
public final class Utf8 {
  private Utf8() {}

  /** A text's bytes. */
  public static byte[] bytes(String text) {
    int at = loneSurrogate(text, 0);
    return (at < 0 ? text : repaired(text, at)).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a text has no half of a surrogate pair. */
  public static boolean isWellFormed(String text) {
    return loneSurrogate(text, 0) < 0;
  }

  private static String repaired(String text, int first) {
    StringBuilder repaired = new StringBuilder(text);
    for (int at = first; at >= 0; at = loneSurrogate(text, at + 1)) {
      repaired.setCharAt(at, '\uFFFD');
    }
    return repaired.toString();
  }

  private static int loneSurrogate(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        boolean pair =
            Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        if (!pair) {
          return at;
        }
        at++;
      }
      at++;
    }
    return -1;
  }
}
