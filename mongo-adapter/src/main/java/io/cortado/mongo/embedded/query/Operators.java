package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import io.cortado.mongo.embedded.geo.Shapes;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Regex;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The operators of a query that look at the values at a path. */
final class Operators {

  /** Stands for all types of numbers in {@code $type}. */
  private static final int ANY_NUMBER = 1000;

  private final Values values;

  Operators(Values values) {
    this.values = values;
  }

  Filter filter(FieldPath path, String name, @Nullable Object operand) {
    return switch (name) {
      case "$eq" -> equal(path, operand);
      case "$ne" -> {
        if (operand instanceof BsonRegularExpression) {
          throw Errors.badValue("Can't have regex as arg to $ne.");
        }
        yield equal(path, operand).not();
      }
      case "$gt" -> ordered(path, operand, order -> order > 0);
      case "$gte" -> ordered(path, operand, order -> order >= 0);
      case "$lt" -> ordered(path, operand, order -> order < 0);
      case "$lte" -> ordered(path, operand, order -> order <= 0);
      case "$in" -> in(path, name, operand);
      case "$nin" -> in(path, name, operand).not();
      case "$exists" -> exists(path, Types.isTrue(operand));
      case "$type" -> type(path, operand);
      case "$size" -> size(path, operand);
      case "$mod" -> mod(path, operand);
      case "$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear" ->
          new Junctions.AtPath(path, true, Bits.test(path, name, operand));
      case "$geoWithin", "$within" -> geo(path, Shapes.within(operand));
      case "$geoIntersects" -> geo(path, Shapes.intersecting(operand));
      case "$near", "$nearSphere", "$geoNear" ->
          throw Errors.of(5626500, "$geoNear, $near, and $nearSphere are not allowed in this context");
      default -> throw Errors.badValue("unknown operator: " + name);
    };
  }

  private static Filter geo(FieldPath path, Shapes.Region region) {
    return new Junctions.AtPath(path, false, found -> Shapes.matches(found, region));
  }

  Filter equal(FieldPath path, @Nullable Object operand) {
    boolean exact = operand instanceof String && values.collation().isSimple();
    Test test = exact && operand != null ? operand::equals : found -> values.compare(found, operand) == 0;
    return new Junctions.AtPath(path, true, test);
  }

  Filter regex(FieldPath path, Regex regex) {
    return new Junctions.AtPath(path, true, found -> matches(regex, found));
  }

  private static boolean matches(Regex regex, @Nullable Object found) {
    return found instanceof String text && regex.finds(text)
        || found instanceof BsonRegularExpression stored && regex.isSame(stored);
  }

  private Filter ordered(FieldPath path, @Nullable Object operand, IntPredicate wanted) {
    if (operand instanceof BsonRegularExpression) {
      throw Errors.badValue("Can't have RegEx as arg to predicate over field '" + path + "'.");
    }
    boolean ofAllTypes = operand instanceof MinKey || operand instanceof MaxKey;
    int type = Values.typeOrder(operand);
    boolean nan = Values.isNaN(operand);
    Test test =
        found -> {
          if (!ofAllTypes && (Values.typeOrder(found) != type || Values.isNaN(found) != nan)) {
            return false;
          }
          return wanted.test(values.compare(found, operand));
        };
    return new Junctions.AtPath(path, true, test);
  }

  private Filter in(FieldPath path, String name, @Nullable Object operand) {
    if (!(operand instanceof Collection<?> list)) {
      throw Errors.badValue(name + " needs an array");
    }
    List<Regex> regexes = new ArrayList<>();
    Set<@Nullable Object> exact = new TreeSet<>(values);
    for (Object entry : list) {
      if (entry instanceof BsonRegularExpression regex) {
        regexes.add(Regex.of(regex));
      } else if (FilterParser.isOperators(entry)) {
        throw Errors.badValue("cannot nest $ under " + name);
      } else {
        exact.add(entry);
      }
    }
    if (regexes.isEmpty()) {
      return new Junctions.AtPath(path, true, exact::contains);
    }
    return new Junctions.AtPath(path, true, found -> exact.contains(found) || matchesAny(regexes, found));
  }

  private static boolean matchesAny(List<Regex> regexes, @Nullable Object found) {
    for (Regex regex : regexes) {
      if (matches(regex, found)) {
        return true;
      }
    }
    return false;
  }

  private static Filter exists(FieldPath path, boolean wanted) {
    Filter present = new Junctions.AtPath(path, true, found -> !(found instanceof Missing));
    return wanted ? present : present.not();
  }

  private static Filter size(FieldPath path, @Nullable Object operand) {
    String shown = "$size: " + Json.toJsonValue(operand);
    if (!(operand instanceof Number number)) {
      throw Errors.failedToParse("Failed to parse $size. Expected a number in: " + shown);
    }
    Long size = Numbers.exactLong(number);
    if (size == null) {
      throw Errors.failedToParse("Failed to parse $size. Expected an integer: " + shown);
    }
    if (size < 0) {
      throw Errors.failedToParse("Failed to parse $size. Expected a non-negative number in: " + shown);
    }
    long wanted = size;
    return new Junctions.AtPath(path, false, found -> found instanceof Collection<?> list && list.size() == wanted);
  }

  private static Filter mod(FieldPath path, @Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw Errors.badValue("malformed mod, needs to be an array");
    }
    if (list.size() != 2) {
      throw Errors.badValue("malformed mod, " + (list.size() < 2 ? "not enough elements" : "too many elements"));
    }
    long divisor = modOperand(list.getFirst(), "divisor");
    long remainder = modOperand(list.getLast(), "remainder");
    if (divisor == 0) {
      throw Errors.badValue("divisor cannot be 0");
    }
    return new Junctions.AtPath(
        path,
        true,
        found ->
            found instanceof Number number
                && Numbers.isFinite(number)
                && Numbers.truncated(number) % divisor == remainder);
  }

  private static long modOperand(@Nullable Object value, String name) {
    if (!(value instanceof Number number)) {
      throw Errors.badValue("malformed mod, " + name + " is not a number");
    }
    boolean outside = !Numbers.isFinite(number) || Math.abs(number.doubleValue()) > 0x1p63;
    if (outside && !Numbers.isWhole(number)) {
      throw Errors.badValue(
          "malformed mod, " + name + " value is invalid :: caused by :: "
              + (Numbers.isFinite(number) ? "Out of bounds coercing to integral value" : "Unable to coerce "
                  + "NaN/Inf to integral type"));
    }
    return Numbers.truncated(number);
  }

  private static Filter type(FieldPath path, @Nullable Object operand) {
    Set<Integer> wanted = new HashSet<>();
    if (operand instanceof Collection<?> list) {
      if (list.isEmpty()) {
        throw Errors.failedToParse(path + " must match at least one type");
      }
      list.forEach(type -> wanted.add(typeNumber(type)));
    } else {
      wanted.add(typeNumber(operand));
    }
    return new Junctions.AtPath(path, true, typeTest(wanted));
  }

  static Test typeTest(Set<Integer> wanted) {
    boolean number = wanted.contains(ANY_NUMBER);
    return found ->
        found instanceof Number && number || !(found instanceof Missing) && wanted.contains(Types.number(found));
  }

  static int typeNumber(@Nullable Object type) {
    if (type instanceof String name) {
      if (name.equals("number")) {
        return ANY_NUMBER;
      }
      Integer number = Types.number(name);
      if (number == null) {
        throw Errors.badValue("Unknown type name alias: " + name);
      }
      return number;
    }
    if (!(type instanceof Number given)) {
      throw Errors.typeMismatch("type must be represented as a number or a string");
    }
    Integer number = Numbers.exactInt(given);
    if (number == null || !Types.isNumber(number)) {
      String shown = given instanceof Decimal128 || number == null ? given.toString() : number.toString();
      throw Errors.badValue("Invalid numerical type code: " + shown);
    }
    return number;
  }
}
