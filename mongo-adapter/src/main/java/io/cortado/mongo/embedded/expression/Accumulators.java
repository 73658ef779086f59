package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.SortOrder;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles the accumulators of {@code $group} and of windows. */
public final class Accumulators {

  private static final Set<String> NAMES =
      Set.of(
          "$sum", "$avg", "$min", "$max", "$first", "$last", "$push", "$addToSet", "$mergeObjects", "$stdDevPop",
          "$stdDevSamp", "$count", "$firstN", "$lastN", "$minN", "$maxN", "$top", "$bottom", "$topN", "$bottomN",
          "$median", "$percentile");

  private static final Expression ONE = new Expression.Constant(1);

  private Accumulators() {}

  public static boolean isKnown(String name) {
    return NAMES.contains(name);
  }

  public static Accumulation compile(String name, @Nullable Object operand, Variables variables) {
    return switch (name) {
      case "$count" -> {
        if (!(operand instanceof Document document) || !document.isEmpty()) {
          throw Errors.typeMismatch("$count takes no arguments, i.e. $count:{}");
        }
        yield new Accumulation(ONE, NumberAccumulators.Total::new);
      }
      case "$firstN", "$lastN", "$minN", "$maxN" -> severalOf(name, operand, variables);
      case "$top", "$bottom", "$topN", "$bottomN" -> ordered(name, operand, variables);
      case "$median", "$percentile" -> Percentiles.accumulation(name, operand, variables);
      case "$accumulator" -> throw Errors.unsupported("the accumulator $accumulator");
      default -> new Accumulation(input(name, operand, variables), simple(name, variables));
    };
  }

  private static Expression input(String name, @Nullable Object operand, Variables variables) {
    if (operand instanceof Collection<?> list) {
      if (list.size() != 1) {
        throw Errors.of(40237, "The " + name + " accumulator is a unary operator");
      }
      return Expressions.compile(list.iterator().next(), variables);
    }
    return Expressions.compile(operand, variables);
  }

  static Supplier<Accumulator> simple(String name, Variables variables) {
    return switch (name) {
      case "$sum" -> NumberAccumulators.Total::new;
      case "$avg" -> NumberAccumulators.Average::new;
      case "$stdDevPop" -> () -> new NumberAccumulators.Deviation(false);
      case "$stdDevSamp" -> () -> new NumberAccumulators.Deviation(true);
      case "$min" -> () -> new ValueAccumulators.Extreme(variables.values(), false);
      case "$max" -> () -> new ValueAccumulators.Extreme(variables.values(), true);
      case "$first" -> ValueAccumulators.First::new;
      case "$last" -> ValueAccumulators.Last::new;
      case "$push" -> ValueAccumulators.Push::new;
      case "$addToSet" -> () -> new ValueAccumulators.Distinct(variables.values());
      case "$mergeObjects" -> ValueAccumulators.Merge::new;
      default -> throw Errors.of(15952, "unknown group operator '" + name + "'");
    };
  }

  /** The {@code n} of such an operator, which is the same for all documents. */
  static int count(String name, @Nullable Object value) {
    if (!(value instanceof Number)) {
      throw Errors.of(5787902, "Value for 'n' must be of integral type, but found " + Shown.value(value));
    }
    Long whole = Numbers.exactLong(value);
    if (whole == null) {
      throw Errors.of(5787903, "Value for 'n' must be of integral type, but found " + Shown.value(value));
    }
    if (whole <= 0) {
      throw Errors.of(5787908, "'n' must be greater than 0, found " + whole);
    }
    return (int) Math.min(whole, Integer.MAX_VALUE);
  }

  private static Accumulation severalOf(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document)) {
      throw Errors.of(5787900, "specification must be an object; found " + name + ": " + Shown.value(operand));
    }
    Operands.Named arguments = Operands.named(name, operand, variables, 5787900, 5787901, Set.of("input", "n"));
    Expression n = arguments.required("n", 5787906, "Missing value for 'n'");
    Expression input = arguments.required("input", 5787907, "Missing value for 'input'");
    int count = count(name, n.evaluate(variables.scope().of(new Document())));
    return new Accumulation(input, several(name, count, variables));
  }

  static Supplier<Accumulator> several(String name, int count, Variables variables) {
    return switch (name) {
      case "$firstN" -> () -> new ValueAccumulators.FirstOf(count);
      case "$lastN" -> () -> new ValueAccumulators.LastOf(count);
      case "$minN" -> () -> new ValueAccumulators.ExtremesOf(count, variables.values());
      default -> () -> new ValueAccumulators.ExtremesOf(count, variables.values().reversed());
    };
  }

  private static Accumulation ordered(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document)) {
      throw Errors.of(5788001, "specification must be an object; found " + name + ": " + Shown.value(operand));
    }
    boolean single = !name.endsWith("N");
    Set<String> names = single ? Set.of("sortBy", "output") : Set.of("n", "sortBy", "output");
    Operands.Named arguments = Operands.named(name, operand, variables, 5788001, 5788002, names);
    if (!single && !arguments.has("n")) {
      throw Errors.of(5788003, "Missing value for 'n'");
    }
    if (!arguments.has("sortBy")) {
      throw Errors.of(5788005, "Missing value for 'sortBy'");
    }
    if (!(arguments.raw("sortBy") instanceof Document sortBy)) {
      throw Errors.of(
          10065, "invalid parameter: expected an object (sortBy)");
    }
    Expression output = arguments.required("output", 5788004, "Missing value for 'output'");
    SortOrder order = SortOrder.of(sortBy, variables.values());
    int count =
        single
            ? 1
            : count(name, arguments.or("n", 1).evaluate(variables.scope().of(new Document())));
    Expression input =
        scope -> {
          Object root = scope.root();
          Object value = output.evaluate(scope);
          return new ValueAccumulators.Keyed(
              order.keys(root instanceof Document document ? document : new Document()),
              value instanceof Missing ? null : value);
        };
    boolean top = name.startsWith("$top");
    return new Accumulation(input, () -> new ValueAccumulators.Ordered(order, count, top, single));
  }

  /** The elements of an array, or one value, as accumulators that are expressions take them. */
  static void addAll(Accumulator into, @Nullable Object[] values) {
    if (values.length == 1 && values[0] instanceof Collection<?> list) {
      for (Object value : list) {
        into.add(value);
      }
      return;
    }
    for (Object value : values) {
      into.add(value);
    }
  }
}
