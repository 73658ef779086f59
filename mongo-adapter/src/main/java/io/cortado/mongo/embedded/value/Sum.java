package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A sum of numbers that loses nothing of doubles on its way, and is as wide as the widest of them. */
public final class Sum {

  private long whole;
  private double high;
  private double low;
  private @Nullable Number decimal;
  private boolean longs;
  private boolean doubles;
  private long count;

  public void add(Number value) {
    count++;
    if (value instanceof Integer) {
      addWhole(value.intValue());
    } else if (value instanceof Long) {
      longs = true;
      addWhole(value.longValue());
    } else if (value instanceof Decimal128) {
      decimal = decimal == null ? value : Numbers.add(decimal, value);
    } else {
      doubles = true;
      addDouble(value.doubleValue());
    }
  }

  private void addWhole(long value) {
    long sum = whole + value;
    if (((whole ^ sum) & (value ^ sum)) < 0) {
      addLong(whole);
      sum = value;
    }
    whole = sum;
  }

  /** A long as two doubles that are exact. */
  private void addLong(long value) {
    long tail = value & 0xFFFFFFFFL;
    addDouble((double) (value - tail));
    addDouble((double) tail);
  }

  private void addDouble(double value) {
    double sum = high + value;
    if (Double.isFinite(sum)) {
      double part = sum - high;
      low += high - (sum - part) + (value - part);
    }
    high = sum;
  }

  public long count() {
    return count;
  }

  public Number result() {
    if (decimal != null) {
      Number others = high == 0 && low == 0 ? (Number) whole : (Number) asDouble();
      return count == 0 ? decimal : Numbers.add(decimal, others);
    }
    if (doubles || high != 0 || low != 0) {
      return wideResult();
    }
    if (longs || (int) whole != whole) {
      return whole;
    }
    return (int) whole;
  }

  private Number wideResult() {
    if (!doubles) {
      // Whole numbers that left a long's range on their way, and may have come back.
      BigDecimal exact =
          new BigDecimal(high).add(new BigDecimal(low)).add(BigDecimal.valueOf(whole));
      if (exact.toBigInteger().bitLength() < 64) {
        return exact.longValue();
      }
    }
    return asDouble();
  }

  /** The sum as a double, or a decimal when it is one. */
  public double asDouble() {
    double sum = high;
    double rest = low;
    if (whole != 0) {
      Sum all = new Sum();
      all.high = high;
      all.low = low;
      all.addLong(whole);
      sum = all.high;
      rest = all.low;
    }
    return Double.isFinite(sum) ? sum + rest : sum;
  }

  /** The mean of what was added; null when that is nothing. */
  public @Nullable Number average() {
    if (count == 0) {
      return null;
    }
    return decimal != null ? Numbers.divide(result(), count) : (Number) (asDouble() / count);
  }
}
