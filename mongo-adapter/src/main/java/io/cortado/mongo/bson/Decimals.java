package io.cortado.mongo.bson;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What npm bson's {@code Decimal128} asks of IEEE 754-2008 decimals: text to sixteen bytes and back. It is stricter than
 * a number of Java's and cuts otherwise, so it is not the driver's own class. Runs on the loop.
 */
public final class Decimals {
  private static final int BIAS = 6176;
  private static final int MAX_EXPONENT = 6111;
  private static final int MIN_EXPONENT = -6176;
  private static final int MAX_DIGITS = 34;
  private static final int MAX_TEXT = 7000;
  private static final int FAR = 100_000;
  private static final BigInteger COEFFICIENTS = BigInteger.TEN.pow(MAX_DIGITS);
  private static final long SIGN = 1L << 63;
  private static final int INFINITY = 0b11110;
  private static final int NAN = 0b11111;
  private static final Pattern NUMBER =
      Pattern.compile("([+-])?(?:(\\d+)(?:\\.(\\d*))?|\\.(\\d+))(?:[eE]([+-]?\\d+))?");
  private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?");

  private long head;
  private long tail;

  /**
   * Reads a number, whose bytes are then there as words.
   *
   * @param rounding true to round and cut what has no room instead of complaining
   * @return what is wrong with the text, or null
   */
  public @Nullable String read(String text, boolean rounding) {
    String lower = text.length() < MAX_TEXT ? text.toLowerCase(Locale.ROOT) : "";
    if (lower.equals("nan")) {
      return kept((long) NAN << 58, 0);
    }
    if (INFINITE.matcher(lower).matches()) {
      return kept((lower.startsWith("-") ? SIGN : 0) | (long) INFINITY << 58, 0);
    }
    Matcher number = NUMBER.matcher(lower);
    if (!number.matches()) {
      return text + " not a valid Decimal128 string";
    }
    String fraction = first(number.group(3), number.group(4));
    int exponent = exponent(first(number.group(5), "0")) - fraction.length();
    String digits = (first(number.group(2), "") + fraction).replaceFirst("^0+", "");
    Parts parts = new Parts(digits, exponent);
    String problem = parts.fit(rounding);
    if (!problem.isEmpty()) {
      return "\"" + text + "\" is not a valid Decimal128 string - " + problem;
    }
    BigInteger coefficient = parts.digits.isEmpty() ? BigInteger.ZERO : new BigInteger(parts.digits);
    long sign = "-".equals(number.group(1)) ? SIGN : 0;
    long exponentBits = (long) (parts.exponent + BIAS) << 49;
    return kept(sign | exponentBits | coefficient.shiftRight(64).longValue(), coefficient.longValue());
  }

  /** One of the four words of the number read last, the first being the lowest. */
  public int word(int index) {
    return (int) ((index < 2 ? tail : head) >>> 32 * (index & 1));
  }

  /** The text of a number whose bytes are these words, the first one being the lowest. */
  public String text(int first, int second, int third, int fourth) {
    String sign = fourth < 0 ? "-" : "";
    int combination = fourth >>> 26 & 31;
    if (combination == NAN) {
      return "NaN";
    }
    if (combination == INFINITY) {
      return sign + "Infinity";
    }
    boolean large = combination >> 3 == 3;
    int exponent = (fourth >>> (large ? 15 : 17) & 0x3fff) - BIAS;
    long upper = fourth & 0x1ffffL;
    BigInteger coefficient =
        unsigned(upper << 32 | third & 0xffffffffL).shiftLeft(64).or(unsigned((long) second << 32 | first & 0xffffffffL));
    boolean canonical = !large && coefficient.compareTo(COEFFICIENTS) < 0;
    return sign + layout(canonical ? coefficient.toString() : "0", exponent);
  }

  private static String layout(String digits, int exponent) {
    int scientific = digits.length() - 1 + exponent;
    if (exponent > 0 || scientific < -6 || scientific >= MAX_DIGITS) {
      String mantissa = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
      return mantissa + "E" + (scientific >= 0 ? "+" : "") + scientific;
    }
    if (exponent == 0) {
      return digits;
    }
    String padded = "0".repeat(Math.max(0, 1 - exponent - digits.length())) + digits;
    int point = padded.length() + exponent;
    return padded.substring(0, point) + "." + padded.substring(point);
  }

  /** A number between reading and writing: its digits without leading zeros, and what they are multiplied with. */
  private static final class Parts {
    String digits;
    int exponent;

    Parts(String digits, int exponent) {
      this.digits = digits;
      this.exponent = exponent;
    }

    /** Brings digits and exponent where the format has room for them, and gives what is wrong. */
    String fit(boolean rounding) {
      if (digits.isEmpty()) {
        exponent = Math.clamp(exponent, MIN_EXPONENT, MAX_EXPONENT);
        return "";
      }
      if (digits.length() > MAX_DIGITS && !shorten(rounding)) {
        return "inexact rounding";
      }
      int zeros = Math.max(0, exponent - MAX_EXPONENT);
      if (zeros > MAX_DIGITS - digits.length()) {
        return "overflow";
      }
      digits += "0".repeat(zeros);
      exponent -= zeros;
      int surplus = MIN_EXPONENT - exponent;
      if (surplus <= 0) {
        return "";
      }
      int kept = Math.max(0, digits.length() - surplus);
      boolean exact = digits.substring(kept).chars().allMatch(digit -> digit == '0');
      if (!exact && !rounding) {
        return "exponent underflow";
      }
      digits = digits.substring(0, kept);
      exponent = MIN_EXPONENT;
      return "";
    }

    /** Cuts digits that have no room, half going to the even neighbour; false when they may not be cut. */
    private boolean shorten(boolean rounding) {
      int cut = digits.length() - MAX_DIGITS;
      BigInteger lost = new BigInteger(digits.substring(MAX_DIGITS));
      if (lost.signum() > 0 && !rounding) {
        return false;
      }
      BigInteger kept = new BigInteger(digits.substring(0, MAX_DIGITS));
      int half = lost.shiftLeft(1).compareTo(BigInteger.TEN.pow(cut));
      if (half > 0 || half == 0 && kept.testBit(0)) {
        kept = kept.add(BigInteger.ONE);
      }
      exponent += cut;
      digits = kept.toString();
      if (digits.length() > MAX_DIGITS) {
        digits = digits.substring(0, MAX_DIGITS);
        exponent++;
      }
      return true;
    }
  }

  private static String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other != null ? other : "";
  }

  private static int exponent(String text) {
    return new BigInteger(text).max(BigInteger.valueOf(-FAR)).min(BigInteger.valueOf(FAR)).intValue();
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private @Nullable String kept(long upper, long lower) {
    head = upper;
    tail = lower;
    return null;
  }
}
