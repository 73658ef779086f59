package io.cortado.node.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Queries as {@code querystring} reads them, leniently. Called from any thread. */
final class Queries {
  private Queries() {}

  /**
   * Names and values in turn.
   *
   * @param most how many parts are read, empty ones too; what is not positive is no limit
   * @param decoded whether escapes and pluses are read; where one is malformed, none of the part's is strict
   */
  static String[] read(String query, String separator, String equals, double most, boolean decoded) {
    List<String> out = new ArrayList<>();
    double left = most;
    for (int from = 0; from <= query.length(); ) {
      int at = query.indexOf(separator, from);
      int end = at < 0 ? query.length() : at;
      if (end > from) {
        String part = query.substring(from, end);
        int mark = part.indexOf(equals);
        String key = mark < 0 ? part : part.substring(0, mark);
        String value = mark < 0 ? "" : part.substring(mark + equals.length());
        out.add(decoded ? decode(key) : key);
        out.add(decoded ? decode(value) : value);
      }
      if (--left == 0) {
        break;
      }
      from = end + separator.length();
    }
    return out.toArray(String[]::new);
  }

  private static String decode(String text) {
    String spaced = text.replace('+', ' ');
    if (!hasEscape(spaced)) {
      return spaced;
    }
    try {
      return LegacyText.unescape(spaced);
    } catch (MalformedUrl e) {
      return new String(bytes(spaced, false).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  /** The bytes a text stands for, each a character: the low byte of what is no escape, and, as asked, a space for a plus. */
  static String bytes(String text, boolean spaces) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = c == '%' ? escape(text, i) : -1;
      if (value >= 0) {
        out.append((char) value);
        i += 2;
      } else {
        out.append(c == '+' && spaces ? ' ' : (char) (c & 0xff));
      }
    }
    return out.toString();
  }

  private static boolean hasEscape(String text) {
    int at = text.indexOf('%');
    while (at >= 0 && escape(text, at) < 0) {
      at = text.indexOf('%', at + 1);
    }
    return at >= 0;
  }

  private static int escape(String text, int at) {
    int high = at + 2 < text.length() ? digit(text.charAt(at + 1)) : -1;
    int low = high < 0 ? -1 : digit(text.charAt(at + 2));
    return low < 0 ? -1 : high << 4 | low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
