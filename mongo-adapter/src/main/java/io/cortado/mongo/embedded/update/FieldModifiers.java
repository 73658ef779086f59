package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators that give one field a value. */
final class FieldModifiers {

  private static final Set<String> BIT_OPERATIONS = Set.of("and", "or", "xor");

  private static int timestamps;

  private FieldModifiers() {}

  static Modifier set(@Nullable Object value) {
    return (current, run) -> value;
  }

  static Modifier setOnInsert(@Nullable Object value) {
    return new Modifier() {
      @Override
      public @Nullable Object apply(@Nullable Object current, Run run) {
        return run.insert() ? value : current;
      }

      @Override
      public boolean toleratesScalars() {
        return true;
      }
    };
  }

  /** Takes a field away, and never makes what leads to it. */
  static Modifier unset() {
    return new Modifier() {
      @Override
      public @Nullable Object apply(@Nullable Object current, Run run) {
        return Missing.getInstance();
      }

      @Override
      public boolean creates() {
        return false;
      }
    };
  }

  static Modifier increment(String path, @Nullable Object operand) {
    if (!(operand instanceof Number amount)) {
      throw Errors.typeMismatch("Cannot increment with non-numeric argument: " + Shown.field(path, operand));
    }
    return (current, run) -> {
      if (current instanceof Missing) {
        return amount;
      }
      return checked("$inc", current, amount, Numbers.add(target("$inc", current, run), amount), run);
    };
  }

  static Modifier multiply(String path, @Nullable Object operand) {
    if (!(operand instanceof Number factor)) {
      throw Errors.typeMismatch("Cannot multiply with non-numeric argument: " + Shown.field(path, operand));
    }
    return (current, run) -> {
      if (current instanceof Missing) {
        return Numbers.multiply(0, factor);
      }
      return checked("$mul", current, factor, Numbers.multiply(target("$mul", current, run), factor), run);
    };
  }

  private static Number target(String name, @Nullable Object current, Run run) {
    if (current instanceof Number number) {
      return number;
    }
    throw Errors.typeMismatch(
        "Cannot apply " + name + " to a value of non-numeric type. " + run.id() + " has the field '" + run.name()
            + "' of non-numeric type " + Types.name(current));
  }

  /** Whole numbers stay whole, or it is an error. */
  private static Number checked(String name, @Nullable Object current, Number amount, Number result, Run run) {
    if (result instanceof Double && Numbers.isWhole(current) && Numbers.isWhole(amount)) {
      String kind = current instanceof Integer ? "NumberInt" : "NumberLong";
      throw Errors.badValue(
          "Failed to apply " + name + " operations to current value ((" + kind + ")" + current + ") for document "
              + run.id());
    }
    return result;
  }

  /** {@code $min} and {@code $max}. */
  static Modifier bound(boolean least, @Nullable Object value) {
    return (current, run) -> {
      if (current instanceof Missing) {
        return value;
      }
      int order = run.values().compare(value, current);
      return order != 0 && order < 0 == least ? value : current;
    };
  }

  static Modifier currentDate(@Nullable Object operand) {
    boolean timestamp = false;
    if (operand instanceof Document document) {
      for (Map.Entry<String, Object> entry : document.entrySet()) {
        if (!entry.getKey().equals("$type")) {
          throw Errors.badValue("Unrecognized $currentDate option: " + entry.getKey());
        }
        if (!"date".equals(entry.getValue()) && !"timestamp".equals(entry.getValue())) {
          throw Errors.badValue(
              "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type:"
                  + " 'date'}}}");
        }
        timestamp = "timestamp".equals(entry.getValue());
      }
    } else if (!(operand instanceof Boolean)) {
      throw Errors.badValue(
          Types.name(operand) + " is not valid type for $currentDate. Please use a boolean ('true') or a $type"
              + " expression ({$type: 'timestamp/date'}).");
    }
    return timestamp ? (current, run) -> new BsonTimestamp(run.now(), ++timestamps) : (current, run) -> run.now();
  }

  /** The target of {@code $rename}: the value that the document had at the source. */
  static Modifier renamed(String source) {
    String[] names = source.split("\\.", -1);
    return new Modifier() {
      @Override
      public @Nullable Object apply(@Nullable Object current, Run run) {
        Object value = run.before();
        for (String name : names) {
          if (value instanceof Collection<?>) {
            throw Errors.badValue(
                "The source field cannot be an array element, '" + source + "' in doc with "
                    + run.id().replaceAll("[{}]", "") + " has an array field called '" + parent(names, name) + "'");
          }
          value = value instanceof Document document ? document.getOrMissing(name) : Missing.getInstance();
        }
        return value instanceof Missing ? current : value;
      }

      @Override
      public boolean toleratesScalars() {
        return false;
      }
    };
  }

  private static String parent(String[] names, String name) {
    String before = "";
    for (String each : names) {
      if (each.equals(name)) {
        return before;
      }
      before = each;
    }
    return before;
  }

  static Modifier bit(String path, @Nullable Object operand) {
    if (!(operand instanceof Document operations)) {
      throw Errors.badValue(
          "The $bit modifier is not compatible with a " + Types.name(operand)
              + ". You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}");
    }
    if (operations.isEmpty()) {
      throw Errors.badValue("You must pass in at least one bitwise operation. The format is: {$bit: {field: "
          + "{and/or/xor: #}}");
    }
    operations.forEach(
        (name, value) -> {
          if (!BIT_OPERATIONS.contains(name)) {
            throw Errors.badValue(
                "The $bit modifier only supports 'and', 'or', and 'xor', not '" + name + "' which is an unknown"
                    + " operator: " + Shown.field(name, value));
          }
          if (!Numbers.isWhole(value)) {
            throw Errors.badValue(
                "The $bit modifier field must be an Integer(32/64 bit); a '" + Types.name(value)
                    + "' is not supported here: " + Shown.field(name, value));
          }
        });
    return (current, run) -> {
      Object result = current instanceof Missing ? (Object) 0 : current;
      if (!Numbers.isWhole(result)) {
        throw Errors.badValue(
            "Cannot apply $bit to a value of non-integral type." + run.id() + " has the field " + run.name()
                + " of non-integer type " + Types.name(current));
      }
      for (Map.Entry<String, Object> entry : operations.entrySet()) {
        result = bits(entry.getKey(), (Number) Objects.requireNonNull(result), (Number) entry.getValue());
      }
      return result;
    };
  }

  private static Number bits(String name, Number one, Number other) {
    long left = one.longValue();
    long right = other.longValue();
    long result =
        switch (name) {
          case "and" -> left & right;
          case "or" -> left | right;
          default -> left ^ right;
        };
    return one instanceof Integer && other instanceof Integer ? (Number) (int) result : (Number) result;
  }
}
