package io.cortado.express.http;

import java.util.ArrayList;
import java.util.List;

/** The character classes and number forms that HTTP fields are made of, where JavaScript's ideas of them count. */
final class Characters {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Characters() {}

  static boolean isAlphanumeric(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  static boolean isTokenChar(char c) {
    return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  /** Whether a text is a token: the name of a field, a parameter, a cookie. */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isTokenChar((char) c));
  }

  /** What JavaScript takes for white space. */
  static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == '\u00a0' || c == '\ufeff' || c == '\u2028' || c == '\u2029'
        || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  /** As {@code String.prototype.trim}. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** As {@code String.prototype.split}: empty parts stay. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** A text between quotes; what would end it is escaped. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  /** As JavaScript's {@code parseInt(text, 10)}: the digits that a text begins with, else NaN. */
  static double leadingInteger(String text) {
    String trimmed = trim(text);
    int from = trimmed.startsWith("-") || trimmed.startsWith("+") ? 1 : 0;
    int to = skipDigits(trimmed, from);
    return to == from ? Double.NaN : Double.parseDouble(trimmed.substring(0, to));
  }

  /** As JavaScript's {@code parseFloat(text)}: the decimal number that a text begins with, else NaN. */
  static double leadingDecimal(String text) {
    String trimmed = trim(text);
    int from = trimmed.startsWith("-") || trimmed.startsWith("+") ? 1 : 0;
    if (trimmed.startsWith("Infinity", from)) {
      return from == 1 && trimmed.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    int whole = skipDigits(trimmed, from);
    int to = whole;
    int digits = whole - from;
    if (to < trimmed.length() && trimmed.charAt(to) == '.') {
      int end = skipDigits(trimmed, to + 1);
      digits += end - to - 1;
      to = end;
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (to < trimmed.length() && (trimmed.charAt(to) == 'e' || trimmed.charAt(to) == 'E')) {
      int sign = to + 1 < trimmed.length() && "+-".indexOf(trimmed.charAt(to + 1)) >= 0 ? 1 : 0;
      int end = skipDigits(trimmed, to + 1 + sign);
      to = end > to + 1 + sign ? end : to;
    }
    return Double.parseDouble(trimmed.substring(0, to));
  }

  static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
