package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $map}, {@code $filter} and other operators that evaluate something per element. */
final class ElementExpressions {

  private ElementExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    into.put("$map", ElementExpressions::map);
    into.put("$filter", ElementExpressions::filter);
    into.put("$reduce", ElementExpressions::reduce);
    into.put("$zip", ElementExpressions::zip);
    into.put("$sortArray", ElementExpressions::sort);
  }

  private static String variable(Operands.Named arguments) {
    Object name = arguments.has("as") ? arguments.raw("as") : "this";
    if (!(name instanceof String text)) {
      throw Errors.typeMismatch("'as' must be a string");
    }
    Variables.requireUserName(text);
    return text;
  }

  private static Expression map(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments = Operands.named(name, operand, variables, 16878, 16879, Set.of("input", "as", "in"));
    Expression input = arguments.required("input", 16880, "Missing 'input' parameter to $map");
    String element = variable(arguments);
    Variables inner = variables.with(element);
    int slot = inner.slot(element);
    if (!arguments.has("in")) {
      throw Errors.of(16882, "Missing 'in' parameter to $map");
    }
    Expression body = Expressions.compile(arguments.raw("in"), inner);
    return scope -> {
      Object array = input.evaluate(scope);
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(16883, "input to $map must be an array not " + Types.name(array));
      }
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (Object each : list) {
        scope.set(slot, each);
        Object value = body.evaluate(scope);
        result.add(value instanceof Missing ? null : value);
      }
      return result;
    };
  }

  private static Expression filter(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document)) {
      throw Errors.of(28646, "$filter only supports an object as its argument");
    }
    Operands.Named arguments =
        Operands.named(name, operand, variables, 28646, 28647, Set.of("input", "as", "cond", "limit"));
    Expression input = arguments.required("input", 28648, "Missing 'input' parameter to $filter");
    String element = variable(arguments);
    Variables inner = variables.with(element);
    int slot = inner.slot(element);
    if (!arguments.has("cond")) {
      throw Errors.of(28650, "Missing 'cond' parameter to $filter");
    }
    Expression condition = Expressions.compile(arguments.raw("cond"), inner);
    Expression limit = arguments.or("limit", null);
    return scope -> {
      Object array = input.evaluate(scope);
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(28651, "input to $filter must be an array not " + Types.name(array));
      }
      int most = limit(limit.evaluate(scope));
      List<@Nullable Object> result = new ArrayList<>();
      for (Object each : list) {
        scope.set(slot, each);
        if (Types.isTrue(condition.evaluate(scope))) {
          result.add(each);
          if (result.size() == most) {
            break;
          }
        }
      }
      return result;
    };
  }

  private static int limit(@Nullable Object value) {
    if (Types.isNullish(value)) {
      return Integer.MAX_VALUE;
    }
    Integer whole = value instanceof Number ? Numbers.exactInt(value) : null;
    if (whole == null) {
      throw Errors.of(327391, "$filter: limit must be represented as a 32-bit integral value: " + value);
    }
    if (whole <= 0) {
      throw Errors.of(327392, "$filter: limit must be greater than 0: " + whole);
    }
    return whole;
  }

  private static Expression reduce(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 40075, 40076, Set.of("input", "initialValue", "in"));
    Expression input = arguments.required("input", 40077, "$reduce requires 'input' to be specified");
    Expression initial = arguments.required("initialValue", 40078, "$reduce requires 'initialValue' to be specified");
    if (!arguments.has("in")) {
      throw Errors.of(40079, "$reduce requires 'in' to be specified");
    }
    Variables inner = variables.with("this").with("value");
    int element = inner.slot("this");
    int total = inner.slot("value");
    Expression body = Expressions.compile(arguments.raw("in"), inner);
    return scope -> {
      Object array = input.evaluate(scope);
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(40080, "$reduce requires that 'input' be an array, found: " + Types.name(array));
      }
      Object result = initial.evaluate(scope);
      for (Object each : list) {
        scope.set(element, each);
        scope.set(total, result);
        result = body.evaluate(scope);
      }
      return result;
    };
  }

  private static Expression zip(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 34460, 34464, Set.of("inputs", "useLongestLength", "defaults"));
    if (!arguments.has("inputs")) {
      throw Errors.of(34465, "$zip requires at least one input array");
    }
    if (!(arguments.raw("inputs") instanceof List<?> inputs)) {
      throw Errors.of(34461, "inputs must be an array of expressions, found " + Types.name(arguments.raw("inputs")));
    }
    boolean longest = Boolean.TRUE.equals(arguments.raw("useLongestLength"));
    if (arguments.has("useLongestLength") && !(arguments.raw("useLongestLength") instanceof Boolean)) {
      throw Errors.of(34463, "useLongestLength must be a bool, found " + Types.name(arguments.raw("useLongestLength")));
    }
    if (arguments.has("defaults") && !(arguments.raw("defaults") instanceof List<?>)) {
      throw Errors.of(
          34462, "defaults must be an array of expressions, found " + Types.name(arguments.raw("defaults")));
    }
    if (inputs.isEmpty()) {
      throw Errors.of(34465, "$zip requires at least one input array");
    }
    List<?> defaults = arguments.raw("defaults") instanceof List<?> list ? list : List.of();
    if (arguments.has("defaults") && !longest) {
      throw Errors.of(34466, "cannot specify defaults unless useLongestLength is true");
    }
    if (arguments.has("defaults") && defaults.size() != inputs.size()) {
      throw Errors.of(34467, "defaults and inputs must have the same length");
    }
    Expression[] arrays = Expressions.each(inputs, variables);
    Expression[] fillers = Expressions.each(defaults, variables);
    return scope -> zipped(Operands.values(arrays, scope), Operands.values(fillers, scope), longest);
  }

  private static @Nullable Object zipped(@Nullable Object[] arrays, @Nullable Object[] fillers, boolean longest) {
    int length = longest ? 0 : Integer.MAX_VALUE;
    for (Object array : arrays) {
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(34468, "$zip found a non-array expression in input: " + array);
      }
      length = longest ? Math.max(length, list.size()) : Math.min(length, list.size());
    }
    List<@Nullable Object> result = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      List<@Nullable Object> row = new ArrayList<>(arrays.length);
      for (int k = 0; k < arrays.length; k++) {
        List<?> list = Operands.listOf(arrays[k]);
        Object filler = k < fillers.length && !(fillers[k] instanceof Missing) ? fillers[k] : null;
        row.add(i < list.size() ? list.get(i) : filler);
      }
      result.add(row);
    }
    return result;
  }

  private static Expression sort(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments = Operands.named(name, operand, variables, 2942500, 2942501, Set.of("input", "sortBy"));
    Expression input = arguments.required("input", 2942502, "$sortArray requires 'input' to be specified");
    if (!arguments.has("sortBy")) {
      throw Errors.of(2942503, "$sortArray requires 'sortBy' to be specified");
    }
    Comparator<@Nullable Object> order = order(arguments.raw("sortBy"), variables.values());
    return scope -> {
      Object array = input.evaluate(scope);
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(
            2942504,
            "The input argument to $sortArray must be an array, but was of type: " + Types.name(array));
      }
      List<@Nullable Object> result = new ArrayList<>(list);
      result.sort(order);
      return result;
    };
  }

  private static Comparator<@Nullable Object> order(@Nullable Object sortBy, Values values) {
    if (sortBy instanceof Document fields) {
      return SortOrder.ofElements(fields, values);
    }
    Long direction = sortBy instanceof Number ? Numbers.exactLong(sortBy) : null;
    if (direction == null || direction != 1 && direction != -1) {
      throw Errors.of(
          2942505, "Invalid sort: sortBy must be 1, -1 or an object of fields with 1 or -1");
    }
    return direction > 0 ? values : values.reversed();
  }
}
