package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators on arrays that evaluate nothing per element. */
final class ArrayExpressions {

  private static final int ANY = Integer.MAX_VALUE;
  private static final long MAX_RANGE_BYTES = 100L * 1024 * 1024;

  private ArrayExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    Operands.one(into, "$isArray", value -> value instanceof Collection<?>);
    Operands.one(into, "$size", ArrayExpressions::size);
    Operands.two(into, "$arrayElemAt", ArrayExpressions::elementAt);
    Operands.many(into, "$concatArrays", 0, ANY, ArrayExpressions::concat);
    Operands.one(into, "$reverseArray", ArrayExpressions::reversed);
    Operands.many(into, "$slice", 2, 3, ArrayExpressions::slice);
    Operands.many(into, "$range", 2, 3, ArrayExpressions::range);
    Operands.one(into, "$arrayToObject", ArrayExpressions::toObject);
    Operands.one(into, "$objectToArray", ArrayExpressions::ofObject);
    into.put("$in", ArrayExpressions::in);
    into.put("$indexOfArray", ArrayExpressions::indexOf);
  }

  private static Object size(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.size();
    }
    throw Errors.of(17124, "The argument to $size must be an array, but was of type: " + Types.name(value));
  }

  private static @Nullable Object elementAt(@Nullable Object array, @Nullable Object index) {
    if (Types.isNullish(array) || Types.isNullish(index)) {
      return null;
    }
    if (!(array instanceof Collection<?> list)) {
      throw Errors.of(28689, "$arrayElemAt's first argument must be an array, but is " + Types.name(array));
    }
    if (!(index instanceof Number)) {
      throw Errors.of(28690, "$arrayElemAt's second argument must be a numeric value, but is " + Types.name(index));
    }
    Integer at = Numbers.exactInt(index);
    if (at == null) {
      throw Errors.of(
          28691,
          "$arrayElemAt's second argument must be representable as a 32-bit integer: " + index);
    }
    int position = at < 0 ? list.size() + at : at;
    return position < 0 || position >= list.size() ? Missing.getInstance() : Operands.listOf(list).get(position);
  }

  private static @Nullable Object concat(@Nullable Object[] values) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object value : values) {
      if (Types.isNullish(value)) {
        return null;
      }
      if (!(value instanceof Collection<?> list)) {
        throw Errors.of(28664, "$concatArrays only supports arrays, not " + Types.name(value));
      }
      result.addAll(list);
    }
    return result;
  }

  private static @Nullable Object reversed(@Nullable Object value) {
    if (Types.isNullish(value)) {
      return null;
    }
    if (!(value instanceof Collection<?> list)) {
      throw Errors.of(34435, "The argument to $reverseArray must be an array, but was of type: " + Types.name(value));
    }
    List<@Nullable Object> result = new ArrayList<>(list);
    Collections.reverse(result);
    return result;
  }

  private static @Nullable Object slice(@Nullable Object[] values) {
    for (Object value : values) {
      if (Types.isNullish(value)) {
        return null;
      }
    }
    if (!(values[0] instanceof Collection<?> list)) {
      throw Errors.of(28724, "First argument to $slice must be an array, but is of type: " + Types.name(values[0]));
    }
    int second = sliceOperand(28725, 28726, "Second", values[1]);
    int size = list.size();
    int from;
    int to;
    if (values.length == 2) {
      from = second >= 0 ? 0 : Math.max(0, size + second);
      to = second >= 0 ? Math.min(size, second) : size;
    } else {
      int count = sliceOperand(28727, 28728, "Third", values[2]);
      if (count <= 0) {
        throw Errors.of(28729, "Third argument to $slice must be positive: " + count);
      }
      from = second >= 0 ? Math.min(size, second) : Math.max(0, size + second);
      to = (int) Math.min(size, (long) from + count);
    }
    return new ArrayList<>(Operands.listOf(list).subList(from, to));
  }

  private static int sliceOperand(int notNumeric, int notWhole, String which, @Nullable Object value) {
    if (!(value instanceof Number)) {
      throw Errors.of(notNumeric, which + " argument to $slice must be numeric, but is of type: " + Types.name(value));
    }
    Integer whole = Numbers.exactInt(value);
    if (whole == null) {
      throw Errors.of(
          notWhole, which + " argument to $slice can't be represented as a 32-bit integer: " + value);
    }
    return whole;
  }

  private static @Nullable Object range(@Nullable Object[] values) {
    int start = rangeOperand(34443, 34444, "starting", values[0]);
    int end = rangeOperand(34445, 34446, "ending", values[1]);
    int step = values.length == 3 ? rangeOperand(34447, 34448, "step", values[2]) : 1;
    if (step == 0) {
      throw Errors.of(34449, "$range requires a non-zero step value");
    }
    long count = Math.max(0, ((long) end - start + step - Integer.signum(step)) / step);
    if (count * 16 > MAX_RANGE_BYTES) {
      throw Errors.of(146, "$range would use too much memory (" + count * 16 + " bytes) and cannot spill to disk.");
    }
    List<@Nullable Object> result = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      result.add((int) (start + i * step));
    }
    return result;
  }

  private static int rangeOperand(int notNumeric, int notWhole, String which, @Nullable Object value) {
    if (!(value instanceof Number)) {
      throw Errors.of(
          notNumeric, "$range requires a numeric " + which + " value, found value of type: " + Types.name(value));
    }
    Integer whole = Numbers.exactInt(value);
    if (whole == null) {
      throw Errors.of(
          notWhole,
          "$range requires a" + (which.startsWith("e") ? "n " : " ") + which
              + " value that can be represented as a 32-bit integer, found value: " + value);
    }
    return whole;
  }

  private static @Nullable Object toObject(@Nullable Object value) {
    if (Types.isNullish(value)) {
      return null;
    }
    if (!(value instanceof Collection<?> list)) {
      throw Errors.of(40386, "$arrayToObject requires an array input, found: " + Types.name(value));
    }
    Document result = new Document();
    Boolean pairs = null;
    for (Object element : list) {
      if (pairs == null) {
        pairs = element instanceof Collection<?>;
        if (!pairs && !(element instanceof Document)) {
          throw Errors.of(40398, "Unrecognised input type format for $arrayToObject: " + Types.name(element));
        }
      }
      if (pairs) {
        pair(element, result);
      } else {
        keyAndValue(element, result);
      }
    }
    return result;
  }

  private static void pair(@Nullable Object element, Document result) {
    if (!(element instanceof Collection<?> pair)) {
      throw Errors.of(
          40396,
          "$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Array was"
              + " detected, now found: " + Types.name(element));
    }
    List<?> both = Operands.listOf(pair);
    if (both.size() != 2) {
      throw Errors.of(40397, "$arrayToObject requires an array of size 2 arrays,found array of size: " + both.size());
    }
    result.put(key(40395, "$arrayToObject requires an array of key-value pairs, where the key must be of type "
        + "string. Found key type: ", both.getFirst()), both.getLast());
  }

  private static void keyAndValue(@Nullable Object element, Document result) {
    if (!(element instanceof Document entry)) {
      throw Errors.of(
          40391,
          "$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Object"
              + " was detected, now found: " + Types.name(element));
    }
    if (entry.size() != 2) {
      throw Errors.of(
          40392,
          "$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:" + entry.size());
    }
    if (!entry.containsKey("k") || !entry.containsKey("v")) {
      throw Errors.of(40393, "$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both "
          + "keys from: " + entry);
    }
    result.put(
        key(40394, "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of "
            + "type string. Found type: ", entry.get("k")),
        entry.get("v"));
  }

  private static String key(int code, String message, @Nullable Object key) {
    String name = Operands.text(key, code, message);
    if (name.indexOf('\0') >= 0) {
      throw Errors.of(4940400, "Key field cannot contain an embedded null byte");
    }
    return name;
  }

  private static @Nullable Object ofObject(@Nullable Object value) {
    if (Types.isNullish(value)) {
      return null;
    }
    if (!(value instanceof Document document)) {
      throw Errors.of(40390, "$objectToArray requires a document input, found: " + Types.name(value));
    }
    List<@Nullable Object> result = new ArrayList<>(document.size());
    document.forEach((name, part) -> result.add(new Document("k", name).append("v", part)));
    return result;
  }

  private static Expression in(String name, @Nullable Object operand, Variables variables) {
    Expression[] both = Operands.list(name, operand, variables, 2, 2);
    Values values = variables.values();
    return scope -> {
      Object wanted = both[0].evaluate(scope);
      Object array = both[1].evaluate(scope);
      if (!(array instanceof Collection<?> list)) {
        throw Errors.of(40081, "$in requires an array as a second argument, found: " + Types.name(array));
      }
      for (Object element : list) {
        if (values.compareWithMissing(wanted, element) == 0) {
          return true;
        }
      }
      return false;
    };
  }

  private static Expression indexOf(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts = Operands.list(name, operand, variables, 2, 4);
    Values values = variables.values();
    return scope -> {
      Object array = parts[0].evaluate(scope);
      if (Types.isNullish(array)) {
        return null;
      }
      if (!(array instanceof Collection<?> given)) {
        throw Errors.of(40090, "$indexOfArray requires an array as a first argument, found: " + Types.name(array));
      }
      List<?> list = Operands.listOf(given);
      Object wanted = parts[1].evaluate(scope);
      int start = parts.length > 2 ? index(name, "starting", parts[2].evaluate(scope)) : 0;
      int end = parts.length > 3 ? index(name, "ending", parts[3].evaluate(scope)) : list.size();
      for (int i = start; i < Math.min(end, list.size()); i++) {
        if (values.compareWithMissing(wanted, list.get(i)) == 0) {
          return i;
        }
      }
      return -1;
    };
  }

  /** The index that an operator's argument is. */
  static int index(String operator, String which, @Nullable Object value) {
    Integer whole = value instanceof Number ? Numbers.exactInt(value) : null;
    if (whole == null) {
      throw Errors.of(
          40096,
          operator + " requires an integral " + which + " index, found a value of type: " + Types.name(value)
              + ", with value: " + Shown.value(value));
    }
    if (whole < 0) {
      throw Errors.of(40097, operator + " requires a nonnegative " + which + " index, found: " + whole);
    }
    return whole;
  }
}
