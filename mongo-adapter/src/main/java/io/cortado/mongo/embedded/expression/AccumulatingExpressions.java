package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accumulators as expressions: of an array's elements, or of several operands. */
final class AccumulatingExpressions {

  private AccumulatingExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    for (String name : List.of("$sum", "$avg", "$min", "$max", "$stdDevPop", "$stdDevSamp", "$mergeObjects")) {
      into.put(name, AccumulatingExpressions::ofOperands);
    }
    Operands.one(into, "$first", value -> end("$first", value, true));
    Operands.one(into, "$last", value -> end("$last", value, false));
    for (String name : List.of("$firstN", "$lastN", "$minN", "$maxN")) {
      into.put(name, AccumulatingExpressions::several);
    }
    into.put("$median", AccumulatingExpressions::percentile);
    into.put("$percentile", AccumulatingExpressions::percentile);
  }

  private static Expression ofOperands(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts = Operands.list(name, operand, variables, 0, Integer.MAX_VALUE);
    Supplier<Accumulator> starter = Accumulators.simple(name, variables);
    return scope -> {
      Accumulator accumulator = starter.get();
      Accumulators.addAll(accumulator, Operands.values(parts, scope));
      return accumulator.result();
    };
  }

  private static @Nullable Object end(String name, @Nullable Object value, boolean first) {
    if (Types.isNullish(value)) {
      return null;
    }
    if (!(value instanceof Collection<?> list)) {
      throw Errors.of(28689, name + "'s argument must be an array, but is " + Types.name(value));
    }
    if (list.isEmpty()) {
      return Missing.getInstance();
    }
    List<?> elements = Operands.listOf(list);
    return first ? elements.getFirst() : elements.getLast();
  }

  private static Expression several(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments = Operands.named(name, operand, variables, 5787900, 5787901, Set.of("input", "n"));
    Expression n = arguments.required("n", 5787906, "Missing value for 'n'");
    Expression input = arguments.required("input", 5787907, "Missing value for 'input'");
    return scope -> {
      int count = Accumulators.count(name, n.evaluate(scope));
      Object value = input.evaluate(scope);
      if (Types.isNullish(value)) {
        return null;
      }
      if (!(value instanceof Collection<?> list)) {
        throw Errors.of(5788200, "Input must be an array");
      }
      Accumulator accumulator = Accumulators.several(name, count, variables).get();
      for (Object each : list) {
        accumulator.add(each);
      }
      return accumulator.result();
    };
  }

  private static Expression percentile(String name, @Nullable Object operand, Variables variables) {
    Accumulation accumulation = Percentiles.accumulation(name, operand, variables);
    return scope -> {
      Object value = accumulation.input().evaluate(scope);
      Accumulator accumulator = accumulation.start();
      Accumulators.addAll(accumulator, new @Nullable Object[] {value});
      return accumulator.result();
    };
  }
}
