package io.cortado.express.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** URLs as responses name them. Stateless. */
public final class Urls {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Urls() {}

  /** Escapes what may not stand in a URL; what is escaped stays as it is, and half a surrogate pair becomes U+FFFD. */
  public static String encode(String url) {
    StringBuilder out = new StringBuilder(url.length() + 16);
    for (int i = 0; i < url.length(); ) {
      int code = url.codePointAt(i);
      boolean kept = code == '%' ? isEscape(url, i) : code > ' ' && code < 0x7f && "\"<>`{}".indexOf(code) < 0;
      if (kept) {
        out.append((char) code);
      } else {
        appendEscaped(out, code);
      }
      i += Character.charCount(code);
    }
    return out.toString();
  }

  private static void appendEscaped(StringBuilder out, int code) {
    boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    for (byte b : Character.toString(half ? 0xfffd : code).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HEX.toHexDigits(b));
    }
  }

  /** Whether the percent sign at an index begins an escape. */
  static boolean isEscape(String text, int at) {
    return at + 2 < text.length() && HexFormat.isHexDigit(text.charAt(at + 1)) && HexFormat.isHexDigit(text.charAt(at + 2));
  }
}
