package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Accumulation;
import io.cortado.mongo.embedded.expression.Accumulator;
import io.cortado.mongo.embedded.expression.Accumulators;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the functions of {@code $setWindowFields}. */
final class WindowFunctions {

  private WindowFunctions() {}

  static WindowFunction of(Document spec, @Nullable Document sortBy, Context context) {
    String operator = null;
    for (String name : spec.keySet()) {
      if (name.equals("window")) {
        continue;
      }
      if (operator != null) {
        throw Errors.failedToParse("Expected only one window function");
      }
      operator = name;
    }
    if (operator == null || !operator.startsWith("$")) {
      throw Errors.failedToParse("Expected a $-prefixed window function" + (operator == null ? "" : ", " + operator));
    }
    Object operand = spec.get(operator);
    boolean hasWindow = spec.containsKey("window");
    Window window = Window.of(spec.get("window"), sortBy);
    switch (operator) {
      case "$rank", "$denseRank", "$documentNumber", "$shift", "$expMovingAvg", "$linearFill", "$locf" -> {
        if (hasWindow) {
          throw Errors.of(5371601, operator + " does not accept a 'window' field");
        }
        if (sortBy == null && !operator.equals("$locf")) {
          throw Errors.of(5371602, operator + " must be specified with a top level sortBy expression with exactly "
              + "one element");
        }
      }
      default -> {}
    }
    Document order = sortBy == null ? new Document() : sortBy;
    return switch (operator) {
      case "$rank" -> partition -> ranks(partition, order, context, false);
      case "$denseRank" -> partition -> ranks(partition, order, context, true);
      case "$documentNumber" -> WindowFunctions::numbers;
      case "$shift" -> shift(operand, context);
      case "$expMovingAvg" -> SeriesFunctions.movingAverage(operand, context);
      case "$linearFill" -> SeriesFunctions.linearFill(operand, order, context);
      case "$locf" -> SeriesFunctions.lastCarried(operand, context);
      case "$derivative", "$integral" ->
          SeriesFunctions.overTime(operator, operand, window, order, hasWindow, context);
      case "$covariancePop", "$covarianceSamp" ->
          SeriesFunctions.covariance(operator, operand, window, order, context);
      default -> {
        if (!Accumulators.isKnown(operator)) {
          throw Errors.failedToParse("Unrecognized window function, " + operator);
        }
        yield accumulated(Accumulators.compile(operator, operand, context.variables()), window, order, context);
      }
    };
  }

  /** The values that the documents are sorted by, where that is one field. */
  static List<@Nullable Object> sortValues(List<Document> partition, Document sortBy, Context context) {
    List<@Nullable Object> result = new ArrayList<>(partition.size());
    Expression path =
        sortBy.isEmpty()
            ? new Expression.Constant(null)
            : Expressions.compile("$" + sortBy.keySet().iterator().next(), context.variables());
    for (Document document : partition) {
      Object value = path.evaluate(context.scope().of(document));
      result.add(value instanceof Missing ? null : value);
    }
    return result;
  }

  private static List<@Nullable Object> numbers(List<Document> partition) {
    List<@Nullable Object> result = new ArrayList<>(partition.size());
    for (int i = 1; i <= partition.size(); i++) {
      result.add((long) i);
    }
    return result;
  }

  private static List<@Nullable Object> ranks(
      List<Document> partition, Document sortBy, Context context, boolean dense) {
    SortOrder order = SortOrder.of(sortBy, context.values());
    List<@Nullable Object> result = new ArrayList<>(partition.size());
    long rank = 0;
    for (int i = 0; i < partition.size(); i++) {
      boolean same = i > 0 && order.compare(partition.get(i - 1), partition.get(i)) == 0;
      if (!same) {
        rank = dense ? rank + 1 : i + 1;
      }
      result.add(rank);
    }
    return result;
  }

  private static WindowFunction shift(@Nullable Object operand, Context context) {
    if (!(operand instanceof Document document) || !document.containsKey("output") || !document.containsKey("by")) {
      throw Errors.failedToParse("$shift requires 'output' and 'by'");
    }
    Expression output = Expressions.compile(document.get("output"), context.variables());
    Integer by = Numbers.exactInt(document.get("by"));
    if (by == null) {
      throw Errors.failedToParse("'$shift:by' field must be an integer, but found " + document.get("by"));
    }
    Object otherwise =
        Expressions.compile(document.get("default"), context.variables()).evaluate(context.scope().of(new Document()));
    return partition -> {
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      for (int i = 0; i < partition.size(); i++) {
        int at = i + by;
        boolean inside = at >= 0 && at < partition.size();
        result.add(inside ? output.evaluate(context.scope().of(partition.get(at))) : otherwise);
      }
      return result;
    };
  }

  private static WindowFunction accumulated(
      Accumulation accumulation, Window window, Document sortBy, Context context) {
    Scope scope = context.scope();
    Values values = context.values();
    return partition -> {
      List<@Nullable Object> sorted = sortValues(partition, sortBy, context);
      List<@Nullable Object> inputs = new ArrayList<>(partition.size());
      for (Document document : partition) {
        inputs.add(accumulation.input().evaluate(scope.of(document)));
      }
      List<@Nullable Object> result = new ArrayList<>(partition.size());
      Accumulator running = accumulation.start();
      int added = 0;
      for (int i = 0; i < partition.size(); i++) {
        int end = window.end(i, sorted, values);
        if (window.isFromStart() && end >= added) {
          // Windows that only grow are one accumulator.
          while (added < end) {
            running.add(inputs.get(added++));
          }
          result.add(copied(running.result()));
          continue;
        }
        Accumulator accumulator = accumulation.start();
        for (int k = window.start(i, sorted, values); k < end; k++) {
          accumulator.add(inputs.get(k));
        }
        result.add(accumulator.result());
      }
      return result;
    };
  }

  private static @Nullable Object copied(@Nullable Object result) {
    return switch (result) {
      case List<?> list -> new ArrayList<>(list);
      case Document document -> Copies.of(document);
      case null, default -> result;
    };
  }
}
