package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $dateAdd}, {@code $dateSubtract}, {@code $dateDiff} and {@code $dateTrunc}. */
final class DateArithmetic {

  private DateArithmetic() {}

  static void register(Map<String, Expressions.Factory> into) {
    into.put("$dateAdd", (name, operand, variables) -> add(name, operand, variables, 1));
    into.put("$dateSubtract", (name, operand, variables) -> add(name, operand, variables, -1));
    into.put("$dateDiff", DateArithmetic::difference);
    into.put("$dateTrunc", DateArithmetic::truncate);
  }

  private static Instant date(String operator, String argument, int code, @Nullable Object value) {
    try {
      Instant date = DateExpressions.date(value);
      if (date != null) {
        return date;
      }
    } catch (MongoServerError e) {
      throw Errors.of(
          code, operator + " requires '" + argument + "' to be a date, but got " + Types.name(value));
    }
    throw Errors.of(code, operator + " requires '" + argument + "' to be a date, but got null");
  }

  private static Expression add(String name, @Nullable Object operand, Variables variables, int sign) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 5166400, 5166401, Set.of("startDate", "unit", "amount", "timezone"));
    String missing = name + " requires startDate, unit, and amount to be present";
    Expression start = arguments.required("startDate", 5166402, missing);
    Expression unit = arguments.required("unit", 5166402, missing);
    Expression amount = arguments.required("amount", 5166402, missing);
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    return scope -> {
      Object from = start.evaluate(scope);
      DateUnits in = DateUnits.of(name, unit.evaluate(scope));
      Object by = amount.evaluate(scope);
      ZoneId zone = zones.in(scope);
      if (Types.isNullish(from) || in == null || Types.isNullish(by) || zone == null) {
        return null;
      }
      Instant date = date(name, "startDate", 5166403, from);
      Long count = by instanceof Number ? Numbers.exactLong(by) : null;
      if (count == null) {
        throw Errors.of(5166405, name + " expects integer amount of time units");
      }
      return in.add(date, sign * count, zone);
    };
  }

  private static Expression difference(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(
            name, operand, variables, 5166301, 5166302,
            Set.of("startDate", "endDate", "unit", "timezone", "startOfWeek"));
    Expression start = arguments.required("startDate", 5166303, "Missing 'startDate' parameter to $dateDiff");
    Expression end = arguments.required("endDate", 5166304, "Missing 'endDate' parameter to $dateDiff");
    Expression unit = arguments.required("unit", 5166305, "Missing 'unit' parameter to $dateDiff");
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    Expression startOfWeek = arguments.or("startOfWeek", "sunday");
    return scope -> {
      Object from = start.evaluate(scope);
      Object to = end.evaluate(scope);
      DateUnits in = DateUnits.of(name, unit.evaluate(scope));
      ZoneId zone = zones.in(scope);
      Object weekday = in == DateUnits.WEEK ? startOfWeek.evaluate(scope) : "sunday";
      if (Types.isNullish(from) || Types.isNullish(to) || in == null || zone == null || Types.isNullish(weekday)) {
        return null;
      }
      return in.between(
          date(name, "startDate", 5166307, from),
          date(name, "endDate", 5166307, to),
          zone,
          DateUnits.weekday(name, weekday));
    };
  }

  private static Expression truncate(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(
            name, operand, variables, 5439007, 5439008, Set.of("date", "unit", "binSize", "timezone", "startOfWeek"));
    Expression date = arguments.required("date", 5439009, "Missing 'date' parameter to $dateTrunc");
    Expression unit = arguments.required("unit", 5439010, "Missing 'unit' parameter to $dateTrunc");
    Expression size = arguments.or("binSize", 1);
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    Expression startOfWeek = arguments.or("startOfWeek", "sunday");
    return scope -> {
      Object given = date.evaluate(scope);
      DateUnits in = DateUnits.of(name, unit.evaluate(scope));
      Object bins = size.evaluate(scope);
      ZoneId zone = zones.in(scope);
      Object weekday = in == DateUnits.WEEK ? startOfWeek.evaluate(scope) : (Object) DayOfWeek.SUNDAY.name();
      if (Types.isNullish(given) || in == null || Types.isNullish(bins) || zone == null || Types.isNullish(weekday)) {
        return null;
      }
      Instant at = date(name, "date", 5439012, given);
      Long count = bins instanceof Number ? Numbers.exactLong(bins) : null;
      if (count == null) {
        throw Errors.of(
            5439017,
            "$dateTrunc requires 'binSize' to be a 64-bit integer, but got value '" + Shown.value(bins) + "' of type "
                + Types.name(bins));
      }
      if (count <= 0) {
        throw Errors.of(5439018, "$dateTrunc requires 'binSize' to be greater than 0, but got value " + count);
      }
      return in.truncate(at, count, zone, DateUnits.weekday(name, weekday));
    };
  }
}
