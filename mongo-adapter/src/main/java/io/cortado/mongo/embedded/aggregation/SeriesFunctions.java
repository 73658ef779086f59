package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.DateUnits;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Window functions of numbers in a series. */
final class SeriesFunctions {

  private SeriesFunctions() {}

  private static List<@Nullable Object> column(Expression input, List<Document> partition, Context context) {
    List<@Nullable Object> result = new ArrayList<>(partition.size());
    for (Document document : partition) {
      Object value = input.evaluate(context.scope().of(document));
      result.add(Types.isNullish(value) ? null : value);
    }
    return result;
  }

  static WindowFunction movingAverage(@Nullable Object operand, Context context) {
    if (!(operand instanceof Document document) || !document.containsKey("input")) {
      throw Errors.failedToParse("$expMovingAvg requires an 'input' and an 'N' or 'alpha'");
    }
    boolean counted = document.containsKey("N");
    if (counted == document.containsKey("alpha")) {
      throw Errors.failedToParse("$expMovingAvg: exactly one of 'N' and 'alpha' must be specified");
    }
    Object given = document.get(counted ? "N" : "alpha");
    if (!(given instanceof Number number) || number.doubleValue() <= 0 || !counted && number.doubleValue() >= 1) {
      throw Errors.failedToParse(
          counted
              ? "'N' field must be an integer greater than 0"
              : "'alpha' must be between 0 and 1 (exclusive), found alpha: " + given);
    }
    double alpha = counted ? 2 / (number.doubleValue() + 1) : number.doubleValue();
    Expression input = Expressions.compile(document.get("input"), context.variables());
    return partition -> {
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      Double average = null;
      for (Object value : column(input, partition, context)) {
        if (!(value instanceof Number each)) {
          result.add(null);
          continue;
        }
        double current = each.doubleValue();
        average = average == null ? current : current * alpha + average * (1 - alpha);
        result.add(average);
      }
      return result;
    };
  }

  static WindowFunction lastCarried(@Nullable Object operand, Context context) {
    Expression input = Expressions.compile(operand, context.variables());
    return partition -> {
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      Object last = null;
      for (Object value : column(input, partition, context)) {
        last = value == null ? last : value;
        result.add(last);
      }
      return result;
    };
  }

  static WindowFunction linearFill(@Nullable Object operand, Document sortBy, Context context) {
    if (sortBy.size() != 1) {
      throw Errors.of(605001, "$linearFill must be specified with a top level sortBy expression with exactly one "
          + "element");
    }
    Expression input = Expressions.compile(operand, context.variables());
    return partition -> {
      List<@Nullable Object> values = column(input, partition, context);
      List<@Nullable Object> places = WindowFunctions.sortValues(partition, sortBy, context);
      List<@Nullable Object> result = new ArrayList<>(values);
      int known = -1;
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) == null) {
          continue;
        }
        if (known >= 0 && i - known > 1) {
          interpolate(result, places, known, i);
        }
        known = i;
      }
      return result;
    };
  }

  private static void interpolate(
      List<@Nullable Object> values, List<@Nullable Object> places, int from, int to) {
    double left = number("$linearFill", values.get(from));
    double right = number("$linearFill", values.get(to));
    double start = place(places.get(from), 1);
    double end = place(places.get(to), 1);
    for (int i = from + 1; i < to; i++) {
      double at = place(places.get(i), 1);
      values.set(i, left + (right - left) * (at - start) / (end - start));
    }
  }

  private static double number(String name, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw Errors.typeMismatch(name + " only supports numeric values, not " + Types.name(value));
  }

  private static double place(@Nullable Object value, double unit) {
    return switch (value) {
      case Instant date -> date.toEpochMilli() / unit;
      case Number number -> number.doubleValue();
      case null, default ->
          throw Errors.of(5624900, "the sortBy field must be a number or a date, but it was " + Types.name(value));
    };
  }

  static WindowFunction overTime(
      String operator, @Nullable Object operand, Window window, Document sortBy, boolean hasWindow, Context context) {
    if (!(operand instanceof Document document) || !document.containsKey("input")) {
      throw Errors.failedToParse(operator + " requires an 'input' expression");
    }
    if (sortBy.size() != 1) {
      throw Errors.failedToParse(operator + " requires a sortBy with exactly one element");
    }
    if (!hasWindow && operator.equals("$derivative")) {
      throw Errors.failedToParse("$derivative requires explicit window bounds");
    }
    DateUnits unit = DateUnits.of(operator, document.get("unit"));
    if (unit != null && unit.millis() == 0) {
      throw Errors.of(5490704, "unit must be 'week' or smaller");
    }
    double scale = unit == null ? 1 : unit.millis();
    Expression input = Expressions.compile(document.get("input"), context.variables());
    boolean derivative = operator.equals("$derivative");
    return partition -> {
      List<@Nullable Object> values = column(input, partition, context);
      List<@Nullable Object> places = WindowFunctions.sortValues(partition, sortBy, context);
      requireUnit(operator, places, unit);
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      for (int i = 0; i < values.size(); i++) {
        int start = window.start(i, places, context.values());
        int end = window.end(i, places, context.values());
        result.add(
            derivative
                ? derivative(values, places, start, end, scale)
                : integral(values, places, start, end, scale));
      }
      return result;
    };
  }

  private static void requireUnit(String operator, List<@Nullable Object> places, @Nullable DateUnits unit) {
    for (Object place : places) {
      if (place instanceof Instant && unit == null) {
        throw Errors.of(5624901, operator + " where the sortBy is a Date requires a 'unit'");
      }
      if (place instanceof Number && unit != null) {
        throw Errors.of(5624900, operator + " with 'unit' expects the sortBy field to be a Date");
      }
    }
  }

  private static @Nullable Object derivative(
      List<@Nullable Object> values, List<@Nullable Object> places, int start, int end, double scale) {
    if (end - start < 2 || values.get(start) == null || values.get(end - 1) == null) {
      return null;
    }
    double rise = number("$derivative", values.get(end - 1)) - number("$derivative", values.get(start));
    double run = place(places.get(end - 1), scale) - place(places.get(start), scale);
    return run == 0 ? null : (Object) (rise / run);
  }

  private static @Nullable Object integral(
      List<@Nullable Object> values, List<@Nullable Object> places, int start, int end, double scale) {
    if (end <= start) {
      return null;
    }
    double sum = 0;
    for (int i = start + 1; i < end; i++) {
      double width = place(places.get(i), scale) - place(places.get(i - 1), scale);
      sum += width * (number("$integral", values.get(i)) + number("$integral", values.get(i - 1))) / 2;
    }
    return sum;
  }

  static WindowFunction covariance(
      String operator, @Nullable Object operand, Window window, Document sortBy, Context context) {
    if (!(operand instanceof List<?> both) || both.size() != 2) {
      throw Errors.failedToParse(operator + " requires an array of two expressions");
    }
    Expression one = Expressions.compile(both.getFirst(), context.variables());
    Expression other = Expressions.compile(both.getLast(), context.variables());
    boolean sample = operator.equals("$covarianceSamp");
    return partition -> {
      List<@Nullable Object> left = column(one, partition, context);
      List<@Nullable Object> right = column(other, partition, context);
      List<@Nullable Object> places = WindowFunctions.sortValues(partition, sortBy, context);
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      for (int i = 0; i < left.size(); i++) {
        int start = window.start(i, places, context.values());
        result.add(covariance(left, right, start, window.end(i, places, context.values()), sample));
      }
      return result;
    };
  }

  private static @Nullable Object covariance(
      List<@Nullable Object> left, List<@Nullable Object> right, int start, int end, boolean sample) {
    int count = 0;
    double meanLeft = 0;
    double meanRight = 0;
    double together = 0;
    for (int i = start; i < end; i++) {
      if (left.get(i) instanceof Number one && right.get(i) instanceof Number other) {
        count++;
        double distance = one.doubleValue() - meanLeft;
        meanLeft += distance / count;
        meanRight += (other.doubleValue() - meanRight) / count;
        together += distance * (other.doubleValue() - meanRight);
      }
    }
    int divisor = sample ? count - 1 : count;
    return divisor <= 0 ? null : (Object) (together / divisor);
  }
}
