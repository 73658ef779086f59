package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $dateToString} and {@code $dateFromString}. */
final class DateFormats {

  private static final String DEFAULT = "%Y-%m-%dT%H:%M:%S.%L";

  private DateFormats() {}

  static void register(Map<String, Expressions.Factory> into) {
    into.put("$dateToString", DateFormats::toText);
    into.put("$dateFromString", DateFormats::fromText);
  }

  private static Expression toText(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 18629, 18534, Set.of("date", "format", "timezone", "onNull"));
    Expression date = arguments.required("date", 18628, "Missing 'date' parameter to $dateToString");
    Expression format = arguments.optional("format");
    if (format != null && format.isConstant() && format.evaluate(variables.scope()) instanceof String text) {
      check(text, false);
    }
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    Expression onNull = arguments.or("onNull", null);
    return scope -> {
      Object pattern = format == null ? null : format.evaluate(scope);
      ZoneId zone = zones.in(scope);
      if (format != null && Types.isNullish(pattern)) {
        return onNull.evaluate(scope);
      }
      if (format != null && !(pattern instanceof String)) {
        throw Errors.of(18533, "$dateToString requires that 'format' be a string, found: " + Types.name(pattern));
      }
      Instant instant = DateExpressions.date(date.evaluate(scope));
      if (instant == null) {
        return onNull.evaluate(scope);
      }
      if (zone == null) {
        return null;
      }
      String used =
          pattern instanceof String text ? text : zone.equals(ZoneOffset.UTC) ? DEFAULT + "Z" : DEFAULT;
      return formatted(instant.atZone(zone), used);
    };
  }

  /** Refuses characters that stand for nothing. */
  private static void check(String format, boolean parsing) {
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) == '%') {
        if (++i == format.length()) {
          throw Errors.of(18535, "Unmatched '%' at end of format string");
        }
        String known = parsing ? "bBdGHjLmMSuVYzZ%" : "bBdGHjLmMSuUVwYzZ%";
        if (known.indexOf(format.charAt(i)) < 0) {
          throw Errors.of(18536, "Invalid format character '%" + format.charAt(i) + "' in format string");
        }
      }
    }
  }

  private static String formatted(ZonedDateTime date, String format) {
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw Errors.of(18537, "$dateToString is only defined on year 0-9999, tried to use year " + date.getYear());
    }
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        result.append(c);
        continue;
      }
      if (++i == format.length()) {
        throw Errors.of(18535, "Unmatched '%' at end of format string");
      }
      part(result, date, format.charAt(i));
    }
    return result.toString();
  }

  private static void part(StringBuilder into, ZonedDateTime date, char part) {
    switch (part) {
      case '%' -> into.append('%');
      case 'Y' -> padded(into, date.getYear(), 4);
      case 'm' -> padded(into, date.getMonthValue(), 2);
      case 'd' -> padded(into, date.getDayOfMonth(), 2);
      case 'H' -> padded(into, date.getHour(), 2);
      case 'M' -> padded(into, date.getMinute(), 2);
      case 'S' -> padded(into, date.getSecond(), 2);
      case 'L' -> padded(into, date.get(ChronoField.MILLI_OF_SECOND), 3);
      case 'j' -> padded(into, date.getDayOfYear(), 3);
      case 'w' -> into.append(date.getDayOfWeek().getValue() % 7 + 1);
      case 'u' -> into.append(date.getDayOfWeek().getValue());
      case 'U' -> padded(into, DateExpressions.week(date), 2);
      case 'V' -> padded(into, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'G' -> padded(into, date.get(IsoFields.WEEK_BASED_YEAR), 4);
      case 'b' -> into.append(date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
      case 'B' -> into.append(date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'z' -> {
        int minutes = date.getOffset().getTotalSeconds() / 60;
        into.append(minutes < 0 ? '-' : '+');
        padded(into, Math.abs(minutes) / 60, 2);
        padded(into, Math.abs(minutes) % 60, 2);
      }
      case 'Z' -> into.append(date.getOffset().getTotalSeconds() / 60);
      default -> throw Errors.of(18536, "Invalid format character '%" + part + "' in format string");
    }
  }

  private static void padded(StringBuilder into, int number, int width) {
    String digits = Integer.toString(number);
    into.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private static Expression fromText(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(
            name, operand, variables, 40540, 40541, Set.of("dateString", "format", "timezone", "onError", "onNull"));
    Expression text = arguments.required("dateString", 40542, "Missing 'dateString' parameter to $dateFromString");
    Expression format = arguments.optional("format");
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    boolean zoneGiven = arguments.has("timezone");
    Expression onError = arguments.optional("onError");
    Expression onNull = arguments.or("onNull", null);
    return scope -> {
      Object given = text.evaluate(scope);
      Object pattern = format == null ? null : format.evaluate(scope);
      ZoneId zone = zones.in(scope);
      if (Types.isNullish(given)) {
        return onNull.evaluate(scope);
      }
      if (format != null && Types.isNullish(pattern) || zone == null) {
        return null;
      }
      if (format != null && !(pattern instanceof String)) {
        throw Errors.of(40684, "$dateFromString requires that 'format' be a string, found: " + Types.name(pattern));
      }
      try {
        String date =
            Operands.text(given, 241, "$dateFromString requires that 'dateString' be a string, found: ");
        if (pattern instanceof String known) {
          check(known, true);
          return DateParser.parse(date, known, zone, zoneGiven);
        }
        return DateParser.parse(date, zone, zoneGiven);
      } catch (MongoServerError e) {
        if (onError != null && e.getCode() == 241) {
          return onError.evaluate(scope);
        }
        throw e;
      }
    };
  }
}
