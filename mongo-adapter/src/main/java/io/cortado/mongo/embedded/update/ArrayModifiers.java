package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operators that change an array's elements, but {@code $push}. */
final class ArrayModifiers {

  private ArrayModifiers() {}

  static Modifier addToSet(@Nullable Object operand) {
    List<?> added = added(operand);
    return (current, run) -> {
      if (!(current instanceof Missing) && !(current instanceof Collection<?>)) {
        throw Errors.badValue(
            "Cannot apply $addToSet to non-array field. Field named '" + run.name() + "' has non-array type "
                + Types.name(current));
      }
      List<@Nullable Object> result = current instanceof Collection<?> list ? new ArrayList<>(list) : new ArrayList<>();
      TreeSet<@Nullable Object> known = new TreeSet<>(run.values());
      known.addAll(result);
      for (Object element : added) {
        if (known.add(element)) {
          result.add(element);
        }
      }
      return result;
    };
  }

  private static List<?> added(@Nullable Object operand) {
    if (operand instanceof Document document && !document.isEmpty()
        && document.keySet().iterator().next().equals("$each")) {
      if (!(document.get("$each") instanceof List<?> each)) {
        throw Errors.typeMismatch(
            "The argument to $each in $addToSet must be an array but it was of type "
                + Types.name(document.get("$each")));
      }
      if (document.size() > 1) {
        throw Errors.badValue(
            "Found unexpected fields after $each in $addToSet: " + Shown.value(document));
      }
      return each;
    }
    List<@Nullable Object> one = new ArrayList<>();
    one.add(operand);
    return one;
  }

  static Modifier pop(String path, @Nullable Object operand) {
    if (!(operand instanceof Number number)) {
      throw Errors.failedToParse("Expected a number in: " + path + ": " + Shown.value(operand));
    }
    Long which = Numbers.exactLong(number);
    if (which == null) {
      throw Errors.failedToParse("Expected an integer: " + path + ": " + Shown.value(operand));
    }
    if (which != 1 && which != -1) {
      throw Errors.failedToParse("$pop expects 1 or -1, found: " + which);
    }
    boolean first = which < 0;
    return new Modifier() {
      @Override
      public @Nullable Object apply(@Nullable Object current, Run run) {
        if (current instanceof Missing) {
          return current;
        }
        if (!(current instanceof Collection<?> list)) {
          throw Errors.typeMismatch(
              "Path '" + run.path() + "' contains an element of non-array type '" + Types.name(current) + "'");
        }
        if (list.isEmpty()) {
          return current;
        }
        List<@Nullable Object> result = new ArrayList<>(list);
        result.remove(first ? 0 : result.size() - 1);
        return result;
      }

      @Override
      public boolean creates() {
        return false;
      }

      @Override
      public boolean toleratesScalars() {
        return false;
      }
    };
  }

  private interface Condition {
    boolean removes(@Nullable Object element, Values values);
  }

  static Modifier pull(@Nullable Object operand, FilterParser parser) {
    return culling("$pull", condition(operand, parser));
  }

  private static Condition condition(@Nullable Object operand, FilterParser parser) {
    if (operand instanceof BsonRegularExpression) {
      Filter filter = parser.parse(new Document("e", operand));
      return (element, values) -> filter.matches(new Document("e", element));
    }
    if (!(operand instanceof Document document)) {
      return (element, values) -> values.areEqual(element, operand);
    }
    boolean ofValue = FilterParser.isOperators(document) && !isWholeQuery(document);
    if (ofValue) {
      // An element that is an array is asked about as a whole and by its elements, as a field is.
      Filter filter = parser.parse(new Document("e", document));
      return (element, values) -> filter.matches(new Document("e", element));
    }
    Filter filter = parser.parse(document);
    return (element, values) -> element instanceof Document && filter.matches(element);
  }

  private static boolean isWholeQuery(Document document) {
    return switch (document.keySet().iterator().next()) {
      case "$and", "$or", "$nor", "$expr", "$comment", "$jsonSchema" -> true;
      default -> false;
    };
  }

  static Modifier pullAll(@Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw Errors.badValue("$pullAll requires an array argument but was given a " + Types.name(operand));
    }
    return culling(
        "$pullAll",
        (element, values) -> {
          for (Object removed : list) {
            if (values.areEqual(element, removed)) {
              return true;
            }
          }
          return false;
        });
  }

  private static Modifier culling(String name, Condition condition) {
    return new Modifier() {
      @Override
      public @Nullable Object apply(@Nullable Object current, Run run) {
        if (current instanceof Missing) {
          return current;
        }
        if (!(current instanceof Collection<?> list)) {
          throw Errors.badValue("Cannot apply " + name + " to a non-array value");
        }
        List<@Nullable Object> result = new ArrayList<>(list.size());
        for (Object element : list) {
          if (!condition.removes(element, run.values())) {
            result.add(element);
          }
        }
        return result.size() == list.size() ? current : result;
      }

      @Override
      public boolean creates() {
        return false;
      }
    };
  }
}
