package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $push} with its modifiers. */
final class Push implements Modifier {

  private final List<@Nullable Object> added = new ArrayList<>();
  private @Nullable Long position;
  private @Nullable Long slice;
  private @Nullable Comparator<@Nullable Object> order;

  static Push of(@Nullable Object operand, Values values) {
    Push push = new Push();
    if (!(operand instanceof Document clauses) || !clauses.containsKey("$each")) {
      push.added.add(operand);
      return push;
    }
    for (String name : clauses.keySet()) {
      Object value = clauses.get(name);
      switch (name) {
        case "$each" -> {
          if (!(value instanceof List<?> each)) {
            throw Errors.badValue(
                "The argument to $each in $push must be an array but it was of type: " + Types.name(value));
          }
          push.added.addAll(each);
        }
        case "$slice" -> push.slice = whole(name, value);
        case "$position" -> push.position = whole(name, value);
        case "$sort" -> push.order = order(value, values);
        default -> throw Errors.badValue("Unrecognized clause in $push: " + name);
      }
    }
    return push;
  }

  private static long whole(String name, @Nullable Object value) {
    Long whole = Numbers.exactLong(value);
    if (whole == null) {
      throw Errors.badValue(
          "The value for " + name + " must be " + "an integer value"
              + (value instanceof Number ? ", found: " + value : " but was given type: " + Types.name(value)));
    }
    return whole;
  }

  private static Comparator<@Nullable Object> order(@Nullable Object value, Values values) {
    if (value instanceof Document fields) {
      if (fields.isEmpty()) {
        throw Errors.badValue("The $sort pattern is empty when it should be a set of fields.");
      }
      return SortOrder.ofElements(fields, values);
    }
    Long direction = value instanceof Number ? Numbers.exactLong(value) : null;
    if (direction == null || direction != 1 && direction != -1) {
      throw Errors.badValue(
          value instanceof Number
              ? "The $sort element value must be either 1 or -1"
              : "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
    }
    return direction > 0 ? values : values.reversed();
  }

  @Override
  public @Nullable Object apply(@Nullable Object current, Run run) {
    if (!(current instanceof Missing) && !(current instanceof Collection<?>)) {
      throw Errors.badValue(
          "The field '" + run.path() + "' must be an array but is of type " + Types.name(current) + " in document "
              + run.id());
    }
    List<@Nullable Object> result = current instanceof Collection<?> list ? new ArrayList<>(list) : new ArrayList<>();
    Long at = position;
    int size = result.size();
    int index = at == null || at >= size ? size : (int) (at >= 0 ? at : Math.max(0, size + at));
    result.addAll(index, added);
    if (order != null) {
      Collections.sort(result, order);
    }
    Long kept = slice;
    if (kept != null && Math.abs(kept) < result.size()) {
      int count = (int) Math.abs(kept);
      int from = kept >= 0 ? 0 : result.size() - count;
      return new ArrayList<>(result.subList(from, from + count));
    }
    return result;
  }
}
