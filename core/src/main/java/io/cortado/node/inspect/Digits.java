package io.cortado.node.inspect;

/** Digits in groups of three, for {@code numericSeparator}. Called from any thread. */
final class Digits {
  private static final int GROUP = 3;

  private Digits() {}

  /** A number, {@code whole} or not; one with an exponent and no fraction stays as it is. */
  static String grouped(String number, boolean whole) {
    if (whole) {
      return Character.isDigit(number.charAt(number.length() - 1)) && number.indexOf('e') < 0 ? fromRight(number) : number;
    }
    // Where there is no point, the last character counts twice, as in Node: 1e-7 becomes "1e-.1e-_7".
    int point = number.indexOf('.');
    return fromRight(number.substring(0, point < 0 ? number.length() - 1 : point)) + "." + fromLeft(number.substring(point + 1));
  }

  private static String fromRight(String digits) {
    StringBuilder out = new StringBuilder(digits);
    int first = digits.startsWith("-") ? 1 : 0;
    for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
      out.insert(at, '_');
    }
    return out.toString();
  }

  private static String fromLeft(String digits) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < digits.length(); at += GROUP) {
      out.append(at == 0 ? "" : "_").append(digits, at, Math.min(at + GROUP, digits.length()));
    }
    return out.toString();
  }
}
