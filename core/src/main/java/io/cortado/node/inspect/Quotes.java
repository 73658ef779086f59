package io.cortado.node.inspect;

/** Strings in quotes, as {@code util.inspect} shows them. Called from any thread. */
final class Quotes {
  private static final String NAMED = "\b\t\n\f\r\\";
  private static final String NAMES = "btnfr\\";

  private Quotes() {}

  static String quote(String text) {
    char mark = '\'';
    if (text.indexOf('\'') >= 0) {
      mark = text.indexOf('"') < 0 ? '"' : text.indexOf('`') < 0 && !text.contains("${") ? '`' : '\'';
    }
    return mark + escape(text, mark) + mark;
  }

  /** Escapes controls, halves of characters, the back slash, and the single quote where it is the mark. */
  static String escape(String text, char mark) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (out != null) {
          out.append(c).append(text.charAt(i + 1));
        }
        i++;
      } else if (c < ' ' || c == '\\' || (c >= 0x7f && c <= 0x9f) || (c == '\'' && mark == '\'') || Character.isSurrogate(c)) {
        if (out == null) {
          out = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        append(out, c);
      } else if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text : out.toString();
  }

  private static void append(StringBuilder out, char c) {
    int named = NAMED.indexOf(c);
    if (named >= 0) {
      out.append('\\').append(NAMES.charAt(named));
    } else if (c == '\'') {
      out.append("\\'");
    } else {
      out.append(c < 0x100 ? "\\x%02X".formatted((int) c) : "\\u%x".formatted((int) c));
    }
  }
}
