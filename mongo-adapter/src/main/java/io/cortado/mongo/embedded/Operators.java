package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.BsonType;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operators of a query that look at the values at a path. Runs on the server's thread. */
final class Operators {

  private static final int TYPE_MISMATCH = 14;

  /** Types that no document of this database has, by name and number. */
  private static final Set<Object> NEVER_STORED =
      Set.of("undefined", 6, "dbPointer", 12, "symbol", 14, "javascriptWithScope", 15);

  private final Values values;

  Operators(Values values) {
    this.values = values;
  }

  Filter filter(FieldPath path, String name, @Nullable Object operand) {
    return switch (name) {
      case "$eq" -> equal(path, operand);
      case "$ne" -> {
        if (operand instanceof BsonRegularExpression) {
          throw new BadValueException("Can't have regex as arg to $ne.");
        }
        yield equal(path, operand).not();
      }
      case "$gt" -> ordered(path, operand, order -> order > 0);
      case "$gte" -> ordered(path, operand, order -> order >= 0);
      case "$lt" -> ordered(path, operand, order -> order < 0);
      case "$lte" -> ordered(path, operand, order -> order <= 0);
      case "$in" -> in(path, name, operand);
      case "$nin" -> in(path, name, operand).not();
      case "$exists" -> exists(path, Utils.isTrue(operand));
      case "$type" -> type(path, operand);
      case "$size" -> size(path, operand);
      case "$mod" -> mod(path, operand);
      default -> throw new BadValueException("unknown operator: " + name);
    };
  }

  Filter equal(FieldPath path, @Nullable Object operand) {
    return value -> path.any(value, found -> values.areEqual(found, operand));
  }

  Filter regex(FieldPath path, Regex regex) {
    return value -> path.any(value, found -> matches(regex, found));
  }

  private static boolean matches(Regex regex, @Nullable Object found) {
    return found instanceof String text && regex.finds(text)
        || found instanceof BsonRegularExpression stored && regex.isSame(stored);
  }

  private Filter ordered(FieldPath path, @Nullable Object operand, IntPredicate wanted) {
    if (operand instanceof BsonRegularExpression) {
      throw new BadValueException("Can't have RegEx as arg to predicate over field '" + path + "'.");
    }
    boolean ofAllTypes = operand instanceof MinKey || operand instanceof MaxKey;
    int type = Values.typeOrder(operand);
    boolean nan = Values.isNaN(operand);
    Predicate<@Nullable Object> test =
        found -> {
          if (!ofAllTypes && (Values.typeOrder(found) != type || Values.isNaN(found) != nan)) {
            return false;
          }
          return wanted.test(values.compare(found, operand));
        };
    return value -> path.any(value, test);
  }

  private Filter in(FieldPath path, String name, @Nullable Object operand) {
    if (!(operand instanceof Collection<?> list)) {
      throw new BadValueException(name + " needs an array");
    }
    List<Regex> regexes = new ArrayList<>();
    Set<@Nullable Object> exact = new TreeSet<>(values);
    for (Object entry : list) {
      if (entry instanceof BsonRegularExpression regex) {
        regexes.add(Regex.of(regex));
      } else if (FilterParser.isOperators(entry)) {
        throw new BadValueException("cannot nest $ under " + name);
      } else {
        exact.add(entry);
      }
    }
    return value ->
        path.any(
            value, found -> exact.contains(found) || regexes.stream().anyMatch(regex -> matches(regex, found)));
  }

  private static Filter exists(FieldPath path, boolean wanted) {
    Filter present = value -> path.any(value, found -> !(found instanceof Missing));
    return wanted ? present : present.not();
  }

  private static Filter size(FieldPath path, @Nullable Object operand) {
    String shown = "$size: " + Json.toJsonValue(operand);
    if (!(operand instanceof Number number)) {
      throw new BadValueException("Failed to parse $size. Expected a number in: " + shown);
    }
    if (number.doubleValue() != number.longValue()) {
      throw new BadValueException("Failed to parse $size. Expected an integer: " + shown);
    }
    if (number.longValue() < 0) {
      throw new BadValueException("Failed to parse $size. Expected a non-negative number in: " + shown);
    }
    long size = number.longValue();
    return value -> path.anyWhole(value, found -> found instanceof Collection<?> list && list.size() == size);
  }

  private static Filter mod(FieldPath path, @Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw new BadValueException("malformed mod, needs to be an array");
    }
    if (list.size() != 2) {
      throw new BadValueException("malformed mod, " + (list.size() < 2 ? "not enough elements" : "too many elements"));
    }
    if (!(list.getFirst() instanceof Number divisor) || !(list.getLast() instanceof Number remainder)) {
      throw new BadValueException("malformed mod, divisor is not a number");
    }
    if (divisor.longValue() == 0) {
      throw new BadValueException("divisor cannot be 0");
    }
    return value ->
        path.any(
            value,
            found ->
                found instanceof Number number
                    && Double.isFinite(number.doubleValue())
                    && number.longValue() % divisor.longValue() == remainder.longValue());
  }

  private static Filter type(FieldPath path, @Nullable Object operand) {
    List<?> one = operand == null ? List.of() : List.of(operand);
    Collection<?> wanted = operand instanceof Collection<?> list ? list : one;
    if (operand instanceof Collection<?> && wanted.isEmpty()) {
      throw new FailedToParseException(path + " must match at least one type");
    }
    if (wanted.isEmpty()) {
      throw notAType();
    }
    List<Predicate<@Nullable Object>> tests = new ArrayList<>();
    for (Object type : wanted) {
      tests.add(typeTest(type));
    }
    return value -> path.any(value, found -> tests.stream().anyMatch(test -> test.test(found)));
  }

  private static Predicate<@Nullable Object> typeTest(Object type) {
    Object name = type instanceof Number number && number.doubleValue() == number.intValue() ? number.intValue() : type;
    if (name.equals("number")) {
      return found -> found instanceof Number;
    }
    if (name.equals("regex") || name.equals(11)) {
      return found -> found instanceof BsonRegularExpression;
    }
    if (name.equals("javascript") || name.equals(13)) {
      return found -> found instanceof BsonJavaScript;
    }
    if (NEVER_STORED.contains(name)) {
      return found -> false;
    }
    BsonType known =
        switch (name) {
          case String alias -> BsonType.forString(alias);
          case Number number -> byNumber(number);
          default -> throw notAType();
        };
    return found -> !(found instanceof Missing) && known.matches(found);
  }

  private static BsonType byNumber(Number number) {
    try {
      return BsonType.forNumber(number);
    } catch (IllegalArgumentException e) {
      throw new BadValueException("Invalid numerical type code: " + number);
    }
  }

  private static MongoServerError notAType() {
    return new MongoServerError(TYPE_MISMATCH, "TypeMismatch", "type must be represented as a number or a string");
  }
}
