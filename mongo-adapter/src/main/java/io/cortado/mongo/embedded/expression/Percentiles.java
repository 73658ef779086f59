package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $median} and {@code $percentile}: the value of the rank, without anything between values. */
final class Percentiles implements Accumulator {

  private final double[] wanted;
  private final boolean single;
  private double[] numbers = new double[16];
  private int count;

  private Percentiles(double[] wanted, boolean single) {
    this.wanted = wanted;
    this.single = single;
  }

  static Accumulation accumulation(String name, @Nullable Object operand, Variables variables) {
    boolean median = name.equals("$median");
    Set<String> names = median ? Set.of("input", "method") : Set.of("input", "p", "method");
    Operands.Named arguments = Operands.named(name, operand, variables, 7436100, 40415, names);
    for (String required : names) {
      if (!arguments.has(required)) {
        throw Errors.of(40414, "BSON field '" + name + "." + required + "' is missing but a required field");
      }
    }
    if (!(arguments.raw("method") instanceof String method)) {
      throw Errors.typeMismatch(
          "BSON field '" + name + ".method' is the wrong type '" + Types.name(arguments.raw("method"))
              + "', expected type 'string'");
    }
    if (!method.equals("approximate")) {
      throw Errors.badValue(
          "Currently only 'approximate' can be used as percentile 'method'.");
    }
    Expression input = arguments.required("input");
    double[] wanted =
        median ? new double[] {0.5} : ranks(arguments.or("p", null).evaluate(variables.scope()));
    return new Accumulation(input, () -> new Percentiles(wanted, median));
  }

  private static double[] ranks(@Nullable Object value) {
    if (!(value instanceof Collection<?> list) || list.isEmpty()) {
      throw Errors.of(
          7750301, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0], but found: " + value);
    }
    double[] result = new double[list.size()];
    int index = 0;
    for (Object each : list) {
      if (!(each instanceof Number number) || number.doubleValue() < 0 || number.doubleValue() > 1) {
        throw Errors.of(
            7750303, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0], but found: " + each);
      }
      result[index++] = number.doubleValue();
    }
    return result;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Number number && !Numbers.isNaN(number)) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = number.doubleValue();
    }
  }

  @Override
  public @Nullable Object result() {
    double[] sorted = Arrays.copyOf(numbers, count);
    Arrays.sort(sorted);
    List<@Nullable Object> result = new ArrayList<>(wanted.length);
    for (double rank : wanted) {
      int index = Math.max(0, (int) Math.ceil(rank * count) - 1);
      result.add(count == 0 ? null : (Object) sorted[index]);
    }
    return single ? result.getFirst() : result;
  }
}
