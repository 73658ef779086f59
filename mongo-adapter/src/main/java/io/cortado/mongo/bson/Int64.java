package io.cortado.mongo.bson;

import org.jspecify.annotations.Nullable;

/**
 * What npm bson's {@code Long} asks of 64-bit integers. A number crosses as its two halves: operations give the lower
 * half of their result and keep the upper one for the next call. Runs on the loop.
 */
public final class Int64 {
  private long result;

  /** The lower half of the last result. */
  public int low() {
    return (int) result;
  }

  /** The upper half of the last result. */
  public int high() {
    return (int) (result >>> 32);
  }

  /** A product; it wraps around. */
  public int multiply(int low, int high, int otherLow, int otherHigh) {
    return kept(joined(low, high) * joined(otherLow, otherHigh));
  }

  /** A quotient without its fraction. The divisor is not zero. */
  public int divide(int low, int high, int otherLow, int otherHigh, boolean unsigned) {
    long dividend = joined(low, high);
    long divisor = joined(otherLow, otherHigh);
    return kept(unsigned ? Long.divideUnsigned(dividend, divisor) : dividend / divisor);
  }

  /** What a division leaves. The divisor is not zero. */
  public int modulo(int low, int high, int otherLow, int otherHigh, boolean unsigned) {
    long dividend = joined(low, high);
    long divisor = joined(otherLow, otherHigh);
    return kept(unsigned ? Long.remainderUnsigned(dividend, divisor) : dividend % divisor);
  }

  /** Shifts to the left. */
  public int shiftLeft(int low, int high, int distance) {
    return kept(joined(low, high) << distance);
  }

  /** Shifts to the right, the sign bit coming in. */
  public int shiftRight(int low, int high, int distance) {
    return kept(joined(low, high) >> distance);
  }

  /** Shifts to the right, zeros coming in. */
  public int shiftRightUnsigned(int low, int high, int distance) {
    return kept(joined(low, high) >>> distance);
  }

  /** The number's digits. */
  public String text(int low, int high, boolean unsigned, int radix) {
    return text(joined(low, high), unsigned, radix);
  }

  /**
   * Reads the digits at the beginning of a text; what they are worth wraps around.
   *
   * @return what is wrong with the text, or null when the result is there
   */
  public @Nullable String read(String text, int radix) {
    if (text.isEmpty()) {
      return "empty string";
    }
    if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
      return "radix";
    }
    boolean negative = text.charAt(0) == '-';
    int at = negative || text.charAt(0) == '+' ? 1 : 0;
    if (text.indexOf('-', at) >= 0) {
      return "interior hyphen";
    }
    long value = 0;
    for (int digit; at < text.length() && (digit = digit(text.charAt(at), radix)) >= 0; at++) {
      value = value * radix + digit;
    }
    result = negative ? -value : value;
    return null;
  }

  /**
   * Reads a text that must be a number of 64 bits and nothing else.
   *
   * @return what is wrong with the text, or null when the result is there
   */
  public @Nullable String readStrictly(String text, int radix, boolean unsigned) {
    boolean valid = text.chars().allMatch(c -> c == '-' || c == '+' || digit((char) c, radix) >= 0);
    if (!valid || text.isEmpty()) {
      return "Input: '" + text + "' contains invalid characters for radix: " + radix;
    }
    String problem = read(text, radix);
    if (problem != null) {
      return problem;
    }
    if (text(result, unsigned, radix).equalsIgnoreCase(canonical(text))) {
      return null;
    }
    String kind = unsigned ? "an unsigned" : "a signed";
    return "Input: " + text + " is not representable as " + kind + " 64-bit Long with radix: " + radix;
  }

  /** A number's text without the zeros and the plus that it could begin with. */
  private static String canonical(String text) {
    boolean negative = text.charAt(0) == '-';
    int start = negative || text.charAt(0) == '+' ? 1 : 0;
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    return (negative ? "-" : "") + text.substring(start);
  }

  private static String text(long value, boolean unsigned, int radix) {
    return unsigned ? Long.toUnsignedString(value, radix) : Long.toString(value, radix);
  }

  /** What an ASCII digit is worth, -1 for what is none. */
  private static int digit(char character, int radix) {
    int digit = character < 128 ? Character.digit(character, Character.MAX_RADIX) : -1;
    return digit < radix ? digit : -1;
  }

  private int kept(long value) {
    result = value;
    return (int) value;
  }

  private static long joined(int low, int high) {
    return (long) high << 32 | low & 0xffffffffL;
  }
}
