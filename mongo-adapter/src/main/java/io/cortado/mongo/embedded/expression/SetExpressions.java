package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Operators that take arrays for sets. */
final class SetExpressions {

  private static final int ANY = Integer.MAX_VALUE;

  private SetExpressions() {}

  private interface OnSets {
    @Nullable Object of(@Nullable Object[] values, Values order);
  }

  static void register(Map<String, Expressions.Factory> into) {
    put(into, "$setUnion", 0, ANY, SetExpressions::union);
    put(into, "$setIntersection", 0, ANY, SetExpressions::intersection);
    put(into, "$setDifference", 2, 2, SetExpressions::difference);
    put(into, "$setEquals", 2, ANY, SetExpressions::areEqual);
    put(into, "$setIsSubset", 2, 2, SetExpressions::isSubset);
    Operands.one(into, "$allElementsTrue", value -> elements(value, "$allElementsTrue", 17040, true));
    Operands.one(into, "$anyElementTrue", value -> elements(value, "$anyElementTrue", 17041, false));
  }

  private static void put(
      Map<String, Expressions.Factory> into, String name, int least, int most, OnSets work) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression[] parts = Operands.list(operator, operand, variables, least, most);
          Values order = variables.values();
          return scope -> work.of(Operands.values(parts, scope), order);
        });
  }

  private static boolean elements(@Nullable Object value, String name, int code, boolean all) {
    if (!(value instanceof Collection<?> list)) {
      throw Errors.of(code, name + "'s argument must be an array, but is " + Types.name(value));
    }
    for (Object element : list) {
      if (Types.isTrue(element) != all) {
        return !all;
      }
    }
    return all;
  }

  private static Set<@Nullable Object> set(Collection<?> list, Values order) {
    TreeSet<@Nullable Object> set = new TreeSet<>(order);
    set.addAll(list);
    return set;
  }

  private static @Nullable Object union(@Nullable Object[] values, Values order) {
    TreeSet<@Nullable Object> result = new TreeSet<>(order);
    for (Object value : values) {
      if (Types.isNullish(value)) {
        return null;
      }
      if (!(value instanceof Collection<?> list)) {
        throw Errors.of(
            17043, "All operands of $setUnion must be arrays. One argument is of type: " + Types.name(value));
      }
      result.addAll(list);
    }
    return new ArrayList<>(result);
  }

  private static @Nullable Object intersection(@Nullable Object[] values, Values order) {
    Set<@Nullable Object> result = null;
    for (Object value : values) {
      if (Types.isNullish(value)) {
        return null;
      }
      if (!(value instanceof Collection<?> list)) {
        throw Errors.of(
            17047, "All operands of $setIntersection must be arrays. One argument is of type: " + Types.name(value));
      }
      Set<@Nullable Object> set = set(list, order);
      if (result == null) {
        result = set;
      } else {
        result.removeIf(element -> !set.contains(element));
      }
    }
    return result == null ? List.of() : new ArrayList<>(result);
  }

  private static @Nullable Object difference(@Nullable Object[] values, Values order) {
    if (Types.isNullish(values[0]) || Types.isNullish(values[1])) {
      return null;
    }
    if (!(values[0] instanceof Collection<?> kept)) {
      throw Errors.of(
          17048, "both operands of $setDifference must be arrays. First argument is of type: " + Types.name(values[0]));
    }
    if (!(values[1] instanceof Collection<?> removed)) {
      throw Errors.of(
          17049,
          "both operands of $setDifference must be arrays. Second argument is of type: " + Types.name(values[1]));
    }
    Set<@Nullable Object> seen = set(removed, order);
    List<@Nullable Object> result = new ArrayList<>();
    for (Object element : kept) {
      if (seen.add(element)) {
        result.add(element);
      }
    }
    return result;
  }

  private static Object areEqual(@Nullable Object[] values, Values order) {
    List<@Nullable Object> first = null;
    boolean equal = true;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof Collection<?> list)) {
        throw Errors.of(
            17044,
            "All operands of $setEquals must be arrays. " + (i + 1) + "-th argument is of type: "
                + Types.name(values[i]));
      }
      List<@Nullable Object> elements = new ArrayList<>(set(list, order));
      first = first == null ? elements : first;
      equal &= order.compare(first, elements) == 0;
    }
    return equal;
  }

  private static Object isSubset(@Nullable Object[] values, Values order) {
    if (!(values[0] instanceof Collection<?> part)) {
      throw Errors.of(
          17046, "both operands of $setIsSubset must be arrays. First argument is of type: " + Types.name(values[0]));
    }
    if (!(values[1] instanceof Collection<?> whole)) {
      throw Errors.of(
          17042, "both operands of $setIsSubset must be arrays. Second argument is of type: " + Types.name(values[1]));
    }
    Set<@Nullable Object> set = set(whole, order);
    for (Object element : part) {
      if (!set.contains(element)) {
        return false;
      }
    }
    return true;
  }
}
