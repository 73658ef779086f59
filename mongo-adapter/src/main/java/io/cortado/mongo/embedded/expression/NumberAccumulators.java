package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Sum;
import org.jspecify.annotations.Nullable;

/** Accumulators of numbers, which pass over all other values. */
final class NumberAccumulators {

  private NumberAccumulators() {}

  static final class Total implements Accumulator {

    private final Sum sum = new Sum();

    @Override
    public void add(@Nullable Object value) {
      if (value instanceof Number number) {
        sum.add(number);
      }
    }

    @Override
    public Object result() {
      return sum.result();
    }
  }

  static final class Average implements Accumulator {

    private final Sum sum = new Sum();

    @Override
    public void add(@Nullable Object value) {
      if (value instanceof Number number) {
        sum.add(number);
      }
    }

    @Override
    public @Nullable Object result() {
      return sum.average();
    }
  }

  /** The standard deviation of a population or a sample, by Welford's method. */
  static final class Deviation implements Accumulator {

    private final boolean sample;
    private long count;
    private double mean;
    private double squares;

    Deviation(boolean sample) {
      this.sample = sample;
    }

    @Override
    public void add(@Nullable Object value) {
      if (value instanceof Number number && (Numbers.isFinite(number) || !Numbers.isWhole(number))) {
        double real = number.doubleValue();
        double distance = real - mean;
        count++;
        mean += distance / count;
        squares += distance * (real - mean);
      }
    }

    @Override
    public @Nullable Object result() {
      long divisor = sample ? count - 1 : count;
      return divisor <= 0 ? null : (Object) Math.sqrt(squares / divisor);
    }
  }
}
