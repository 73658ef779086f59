package io.cortado.views.script;

/** Writes Java strings as JavaScript source. Any thread. */
public final class JsText {
  private static final String HEX = "0123456789abcdef";

  private JsText() {}

  /** The text as a double-quoted JavaScript string literal that is also safe inside an HTML script element. */
  public static String literal(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    return appendBody(out.append('"'), text).append('"').toString();
  }

  /** Appends the text escaped for the inside of a double-quoted literal. */
  public static StringBuilder appendBody(StringBuilder out, CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '/', '\u2028', '\u2029', '\u007f' -> unicode(out, c);
        default -> {
          if (c < ' ' || Character.isSurrogate(c) && lone(text, i)) {
            unicode(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
    return out;
  }

  private static boolean lone(CharSequence text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void unicode(StringBuilder out, char c) {
    out.append("\\u")
        .append(HEX.charAt(c >> 12 & 15))
        .append(HEX.charAt(c >> 8 & 15))
        .append(HEX.charAt(c >> 4 & 15))
        .append(HEX.charAt(c & 15));
  }
}
