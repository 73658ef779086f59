package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic over BSON's four kinds of numbers: a result has its operands' widest kind. Called from any thread. */
public final class Numbers {

  private static final double TWO_63 = 0x1p63;
  private static final int MAX_SCALE = 6176;
  private static final int MIN_SCALE = -6111;

  private Numbers() {}

  public static boolean isDecimal(@Nullable Object value) {
    return value instanceof Decimal128;
  }

  /** An int32 or int64. */
  public static boolean isWhole(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  public static boolean isNaN(Number value) {
    return !isWhole(value) && Double.isNaN(value.doubleValue());
  }

  public static boolean isFinite(Number value) {
    return isWhole(value) || value instanceof Decimal128 decimal && isFinite(decimal)
        || !(value instanceof Decimal128) && Double.isFinite(value.doubleValue());
  }

  private static boolean isFinite(Decimal128 decimal) {
    return (decimal.getHigh() & 0x7800000000000000L) != 0x7800000000000000L;
  }

  /** The finite number's exact value. */
  public static BigDecimal exact(Number value) {
    return switch (value) {
      case Decimal128 decimal -> decimal.toBigDecimal();
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      default -> new BigDecimal(value.doubleValue());
    };
  }

  /** The nearest decimal; for a double the one of 15 digits that MongoDB makes of it. */
  public static Decimal128 toDecimal(Number value) {
    if (value instanceof Decimal128 decimal) {
      return decimal;
    }
    if (isWhole(value)) {
      return decimal(BigDecimal.valueOf(value.longValue()));
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      return special(number);
    }
    BigDecimal exact = new BigDecimal(number);
    if (exact.signum() == 0) {
      return 1 / number < 0 ? Decimal128.NEGATIVE_ZERO : Decimal128.POSITIVE_ZERO;
    }
    BigDecimal fifteen = exact.round(new MathContext(15, RoundingMode.HALF_EVEN));
    return decimal(fifteen.precision() < 15 ? fifteen.setScale(fifteen.scale() + 15 - fifteen.precision()) : fifteen);
  }

  public static Decimal128 decimal(BigDecimal value) {
    BigDecimal rounded = value.round(MathContext.DECIMAL128);
    if (rounded.scale() > MAX_SCALE) {
      rounded = rounded.setScale(MAX_SCALE, RoundingMode.HALF_EVEN);
    } else if (rounded.scale() < MIN_SCALE) {
      if (rounded.precision() + MIN_SCALE - rounded.scale() > 34) {
        return value.signum() < 0 ? Decimal128.NEGATIVE_INFINITY : Decimal128.POSITIVE_INFINITY;
      }
      rounded = rounded.setScale(MIN_SCALE);
    }
    return new Decimal128(rounded);
  }

  private static Decimal128 special(double value) {
    if (Double.isNaN(value)) {
      return Decimal128.NaN;
    }
    return value > 0 ? Decimal128.POSITIVE_INFINITY : Decimal128.NEGATIVE_INFINITY;
  }

  /** The long, as an int32 when both operands were and it fits. */
  private static Number whole(long result, Number one, Number other) {
    return one instanceof Integer && other instanceof Integer && (int) result == result
        ? (Number) (int) result
        : (Number) result;
  }

  public static Number add(Number one, Number other) {
    if (isDecimal(one) || isDecimal(other)) {
      return isFinite(one) && isFinite(other)
          ? decimal(exact(toDecimal(one)).add(exact(toDecimal(other))))
          : special(one.doubleValue() + other.doubleValue());
    }
    if (isWhole(one) && isWhole(other)) {
      long a = one.longValue();
      long b = other.longValue();
      long sum = a + b;
      return ((a ^ sum) & (b ^ sum)) < 0 ? (Number) ((double) a + (double) b) : whole(sum, one, other);
    }
    return one.doubleValue() + other.doubleValue();
  }

  public static Number subtract(Number one, Number other) {
    if (isDecimal(one) || isDecimal(other)) {
      return isFinite(one) && isFinite(other)
          ? decimal(exact(toDecimal(one)).subtract(exact(toDecimal(other))))
          : special(one.doubleValue() - other.doubleValue());
    }
    if (isWhole(one) && isWhole(other)) {
      long a = one.longValue();
      long b = other.longValue();
      long difference = a - b;
      return ((a ^ b) & (a ^ difference)) < 0 ? (Number) ((double) a - (double) b) : whole(difference, one, other);
    }
    return one.doubleValue() - other.doubleValue();
  }

  public static Number multiply(Number one, Number other) {
    if (isDecimal(one) || isDecimal(other)) {
      return isFinite(one) && isFinite(other)
          ? decimal(exact(toDecimal(one)).multiply(exact(toDecimal(other))))
          : special(one.doubleValue() * other.doubleValue());
    }
    if (isWhole(one) && isWhole(other)) {
      long a = one.longValue();
      long b = other.longValue();
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      boolean fits = high == 0 && low >= 0 || high == -1 && low < 0;
      return fits ? whole(low, one, other) : (Number) ((double) a * (double) b);
    }
    return one.doubleValue() * other.doubleValue();
  }

  /** A double, or a decimal when one of the operands is; the divisor is not zero. */
  public static Number divide(Number one, Number other) {
    if (isDecimal(one) || isDecimal(other)) {
      return isFinite(one) && isFinite(other)
          ? decimal(exact(toDecimal(one)).divide(exact(toDecimal(other)), MathContext.DECIMAL128))
          : special(one.doubleValue() / other.doubleValue());
    }
    return one.doubleValue() / other.doubleValue();
  }

  /** The remainder with the dividend's sign; the divisor is not zero. */
  public static Number remainder(Number one, Number other) {
    if (isDecimal(one) || isDecimal(other)) {
      return isFinite(one) && isFinite(other)
          ? decimal(exact(toDecimal(one)).remainder(exact(toDecimal(other))))
          : special(one.doubleValue() % other.doubleValue());
    }
    if (isWhole(one) && isWhole(other)) {
      return whole(one.longValue() % other.longValue(), one, other);
    }
    return one.doubleValue() % other.doubleValue();
  }

  public static boolean isZero(Number value) {
    return isWhole(value) ? value.longValue() == 0 : value.doubleValue() == 0 && isFinite(value);
  }

  /** BSON's order of numbers: NaN is below all others, and equal to itself. */
  public static int compare(Number one, Number other) {
    if (isWhole(one) && isWhole(other)) {
      return Long.compare(one.longValue(), other.longValue());
    }
    if (!isDecimal(one) && !isDecimal(other)) {
      if (isWhole(one)) {
        return -compareToLong(other.doubleValue(), one.longValue());
      }
      return isWhole(other)
          ? compareToLong(one.doubleValue(), other.longValue())
          : doubles(one.doubleValue(), other.doubleValue());
    }
    return isFinite(one) && isFinite(other)
        ? exact(one).compareTo(exact(other))
        : doubles(bounded(one), bounded(other));
  }

  private static double bounded(Number value) {
    return isFinite(value) ? 0 : value.doubleValue();
  }

  private static int compareToLong(double one, long other) {
    if (Double.isNaN(one) || one < -TWO_63) {
      return -1;
    }
    if (one >= TWO_63) {
      return 1;
    }
    int whole = Long.compare((long) one, other);
    return whole != 0 ? whole : doubles(one - (long) one, 0);
  }

  private static int doubles(double one, double other) {
    if (one == other) {
      return 0;
    }
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(other), Double.isNaN(one));
    }
    return one < other ? -1 : 1;
  }

  /** The number as a long when it is a whole one that fits; else null. */
  public static @Nullable Long exactLong(@Nullable Object value) {
    if (value instanceof Integer number) {
      return (long) number;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < TWO_63 ? (Long) number.longValue() : null;
    }
    if (!(value instanceof Decimal128 decimal) || !isFinite(decimal)) {
      return null;
    }
    BigDecimal exact = decimal.toBigDecimal();
    if (exact.signum() != 0 && exact.stripTrailingZeros().scale() > 0 || exact.precision() - exact.scale() > 20) {
      return null;
    }
    BigInteger whole = exact.toBigInteger();
    return whole.bitLength() < 64 ? (Long) whole.longValue() : null;
  }

  /** The same for an int. */
  public static @Nullable Integer exactInt(@Nullable Object value) {
    Long whole = exactLong(value);
    return whole != null && whole.intValue() == whole ? (Integer) whole.intValue() : null;
  }

  /** The number cut to a long, the nearest one where it does not fit. */
  public static long truncated(Number value) {
    if (value instanceof Decimal128 decimal && isFinite(decimal)) {
      BigInteger whole = exact(decimal).toBigInteger();
      if (whole.bitLength() < 64) {
        return whole.longValue();
      }
      return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return isWhole(value) ? value.longValue() : (long) value.doubleValue();
  }

  /** The index that a name is; -1 for other names. */
  public static int index(String name) {
    if (name.isEmpty() || name.length() > 8 || name.length() > 1 && name.charAt(0) == '0') {
      return -1;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(name);
  }
}
