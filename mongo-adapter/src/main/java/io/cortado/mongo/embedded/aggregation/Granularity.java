package io.cortado.mongo.embedded.aggregation;

import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The preferred numbers that {@code $bucketAuto} rounds its bounds to. */
final class Granularity {

  private static final Map<String, double[]> SERIES =
      Map.ofEntries(
          Map.entry("R5", new double[] {10, 16, 25, 40, 63}),
          Map.entry("R10", new double[] {100, 125, 160, 200, 250, 315, 400, 500, 630, 800}),
          Map.entry(
              "R20",
              new double[] {
                100, 112, 125, 140, 160, 180, 200, 224, 250, 280, 315, 355, 400, 450, 500, 560, 630, 710, 800, 900
              }),
          Map.entry(
              "R40",
              new double[] {
                100, 106, 112, 118, 125, 132, 140, 150, 160, 170, 180, 190, 200, 212, 224, 236, 250, 265, 280, 300, 315,
                355, 375, 400, 425, 450, 475, 500, 530, 560, 600, 630, 670, 710, 750, 800, 850, 900, 950
              }),
          Map.entry("1-2-5", new double[] {10, 20, 50}),
          Map.entry("E6", new double[] {10, 15, 22, 33, 47, 68}),
          Map.entry("E12", new double[] {10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82}),
          Map.entry(
              "E24",
              new double[] {
                10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91
              }));

  private final double @Nullable [] series;

  private Granularity(double @Nullable [] series) {
    this.series = series;
  }

  static @Nullable Granularity of(@Nullable Object name) {
    if (name == null) {
      return null;
    }
    if (!(name instanceof String text)) {
      throw Errors.of(
          40261, "The $bucketAuto 'granularity' field must be a string, but found type: " + Types.name(name) + ".");
    }
    if (text.equals("POWERSOF2")) {
      return new Granularity(null);
    }
    double[] series =
        switch (text) {
          case "E48" -> electronic(48);
          case "E96" -> electronic(96);
          case "E192" -> electronic(192);
          case "R80" -> throw Errors.unsupported("the granularity R80 of $bucketAuto");
          default -> SERIES.get(text);
        };
    if (series == null) {
      throw Errors.of(40257, "Unknown rounding granularity '" + text + "'");
    }
    return new Granularity(series);
  }

  /** The finer series of resistors are a formula's, but for one number. */
  private static double[] electronic(int steps) {
    double[] series = new double[steps];
    for (int i = 0; i < steps; i++) {
      long number = Math.round(100 * Math.pow(10, (double) i / steps));
      series[i] = number == 919 ? 920 : number;
    }
    return series;
  }

  static void require(@Nullable Object key) {
    if (!(key instanceof Number number)) {
      throw Errors.of(
          40258,
          "$bucketAuto can specify a 'granularity' with numeric boundaries only, but found a value with type: "
              + Types.name(key));
    }
    if (Numbers.isNaN(number)) {
      throw Errors.of(40259, "$bucketAuto can specify a 'granularity' with numeric boundaries only, but found a NaN");
    }
    if (number.doubleValue() < 0) {
      throw Errors.of(
          40260, "$bucketAuto can specify a 'granularity' with non-negative numbers only, but found a negative number");
    }
  }

  /** The smallest preferred number above the value. */
  Object up(@Nullable Object value) {
    return round(value, true);
  }

  /** The greatest preferred number below the value. */
  Object down(@Nullable Object value) {
    return round(value, false);
  }

  private Object round(@Nullable Object value, boolean up) {
    double number = value instanceof Number given ? given.doubleValue() : 0;
    if (number == 0) {
      return 0.0;
    }
    if (series == null) {
      double power = Math.pow(2, Math.floor(Math.log(number) / Math.log(2)));
      while (power > number) {
        power /= 2;
      }
      while (power * 2 <= number) {
        power *= 2;
      }
      double result = up ? power * 2 : power == number ? power / 2 : power;
      return Numbers.isWhole(value) && result == Math.rint(result) && result < Integer.MAX_VALUE
          ? (Object) (int) result
          : (Object) result;
    }
    int exponent = (int) Math.floor(Math.log10(number / series[0])) - 1;
    double below = 0;
    while (true) {
      for (double step : series) {
        double candidate = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent).doubleValue();
        if (up ? candidate > number : candidate >= number) {
          return up ? candidate : below;
        }
        below = candidate;
      }
      exponent++;
    }
  }
}
