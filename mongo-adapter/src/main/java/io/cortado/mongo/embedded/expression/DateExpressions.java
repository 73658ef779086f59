package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a date, and dates made of parts. */
final class DateExpressions {

  private static final List<String> PARTS =
      List.of("year", "month", "day", "hour", "minute", "second", "millisecond");
  private static final List<String> ISO_PARTS =
      List.of("isoWeekYear", "isoWeek", "isoDayOfWeek", "hour", "minute", "second", "millisecond");

  private DateExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    part(into, "$year", ZonedDateTime::getYear);
    part(into, "$month", ZonedDateTime::getMonthValue);
    part(into, "$dayOfMonth", ZonedDateTime::getDayOfMonth);
    part(into, "$dayOfYear", ZonedDateTime::getDayOfYear);
    part(into, "$dayOfWeek", date -> date.getDayOfWeek().getValue() % 7 + 1);
    part(into, "$hour", ZonedDateTime::getHour);
    part(into, "$minute", ZonedDateTime::getMinute);
    part(into, "$second", ZonedDateTime::getSecond);
    part(into, "$millisecond", date -> date.get(ChronoField.MILLI_OF_SECOND));
    part(into, "$week", DateExpressions::week);
    part(into, "$isoDayOfWeek", date -> date.getDayOfWeek().getValue());
    part(into, "$isoWeek", date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    part(into, "$isoWeekYear", date -> (long) date.get(IsoFields.WEEK_BASED_YEAR));
    into.put("$dateToParts", DateExpressions::toParts);
    into.put("$dateFromParts", DateExpressions::fromParts);
  }

  /** The week of the year, of which the first one begins with the first Sunday. */
  static int week(ZonedDateTime date) {
    return (date.getDayOfYear() + 6 - date.getDayOfWeek().getValue() % 7) / 7;
  }

  static Instant ofId(ObjectId id) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(id.toByteArray()).getInt()));
  }

  /** The date that a value is or holds; null for null. */
  static @Nullable Instant date(@Nullable Object value) {
    return switch (value) {
      case Instant date -> date;
      case ObjectId id -> ofId(id);
      case BsonTimestamp stamp -> Instant.ofEpochSecond(Integer.toUnsignedLong(stamp.getTime()));
      case null -> null;
      default -> {
        if (Types.isNullish(value)) {
          yield null;
        }
        throw Errors.of(16006, "can't convert from BSON type " + Types.name(value) + " to Date");
      }
    };
  }

  private static void part(
      Map<String, Expressions.Factory> into, String name, Function<ZonedDateTime, Object> part) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression date;
          Expression zone = null;
          boolean named =
              operand instanceof Document document
                  && !document.isEmpty()
                  && !document.keySet().iterator().next().startsWith("$");
          if (named && operand instanceof Document document) {
            for (String key : document.keySet()) {
              if (!key.equals("date") && !key.equals("timezone")) {
                throw Errors.of(40535, "unrecognized option to " + operator + ": \"" + key + "\"");
              }
            }
            if (!document.containsKey("date")) {
              throw Errors.of(
                  40539,
                  "missing 'date' argument to " + operator + ", provided: " + operator + ": " + Shown.value(document));
            }
            date = Expressions.compile(document.get("date"), variables);
            zone = document.containsKey("timezone") ? Expressions.compile(document.get("timezone"), variables) : null;
          } else {
            if (operand instanceof Collection<?> list && list.size() != 1) {
              throw Errors.of(
                  40536,
                  operator + " accepts exactly one argument if given an array, but was given " + list.size());
            }
            date = Operands.list(operator, operand, variables, 1, 1)[0];
          }
          Zones.Lookup zones = Zones.lookup(zone, variables);
          return scope -> {
            ZoneId in = zones.in(scope);
            Instant instant = date(date.evaluate(scope));
            return instant == null || in == null ? null : part.apply(instant.atZone(in));
          };
        });
  }

  private static Expression toParts(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 40524, 40520, Set.of("date", "timezone", "iso8601"));
    Expression date = arguments.required("date", 40522, "Missing 'date' parameter to $dateToParts");
    Zones.Lookup zones = Zones.lookup(arguments.optional("timezone"), variables);
    Expression iso = arguments.or("iso8601", false);
    return scope -> {
      Object isIso = iso.evaluate(scope);
      ZoneId zone = zones.in(scope);
      Instant instant = date(date.evaluate(scope));
      if (instant == null || zone == null || Types.isNullish(isIso)) {
        return null;
      }
      if (!(isIso instanceof Boolean)) {
        throw Errors.of(40521, "iso8601 must evaluate to a bool, found " + Types.name(isIso));
      }
      ZonedDateTime at = instant.atZone(zone);
      Document result = new Document();
      if (Boolean.TRUE.equals(isIso)) {
        result.append("isoWeekYear", at.get(IsoFields.WEEK_BASED_YEAR))
            .append("isoWeek", at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
            .append("isoDayOfWeek", at.getDayOfWeek().getValue());
      } else {
        result.append("year", at.getYear()).append("month", at.getMonthValue()).append("day", at.getDayOfMonth());
      }
      return result.append("hour", at.getHour())
          .append("minute", at.getMinute())
          .append("second", at.getSecond())
          .append("millisecond", at.get(ChronoField.MILLI_OF_SECOND));
    };
  }

  private static Expression fromParts(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document document)) {
      throw Errors.of(40519, "$dateFromParts only supports an object as its argument");
    }
    boolean iso = document.containsKey("isoWeekYear");
    List<String> names = iso ? ISO_PARTS : PARTS;
    if (!iso && !document.containsKey("year")) {
      throw Errors.of(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
    }
    for (String key : document.keySet()) {
      if (names.contains(key) || key.equals("timezone")) {
        continue;
      }
      if (PARTS.contains(key) || ISO_PARTS.contains(key)) {
        throw Errors.of(
            iso ? 40489 : 40525,
            "$dateFromParts does not allow mixing natural dates with ISO dates");
      }
      throw Errors.of(40518, "Unrecognized argument to $dateFromParts: " + key);
    }
    Expression[] parts = new Expression[names.size()];
    for (int i = 0; i < parts.length; i++) {
      Object otherwise = i < 3 ? 1 : 0;
      parts[i] =
          document.containsKey(names.get(i))
              ? Expressions.compile(document.get(names.get(i)), variables)
              : new Expression.Constant(otherwise);
    }
    Expression zone =
        document.containsKey("timezone") ? Expressions.compile(document.get("timezone"), variables) : null;
    Zones.Lookup zones = Zones.lookup(zone, variables);
    return scope -> {
      long[] numbers = new long[parts.length];
      ZoneId in = zones.in(scope);
      boolean nullish = in == null;
      for (int i = 0; i < parts.length; i++) {
        Object value = parts[i].evaluate(scope);
        if (Types.isNullish(value)) {
          nullish = true;
        } else {
          numbers[i] = partNumber(names.get(i), value);
        }
      }
      return nullish || in == null ? null : made(numbers, iso, in);
    };
  }

  private static long partNumber(String name, @Nullable Object value) {
    Long number = value instanceof Number ? Numbers.exactLong(value) : null;
    if (number == null) {
      throw Errors.of(
          40515,
          "'" + name + "' must evaluate to an integer, found " + Types.name(value) + " with value "
              + Shown.value(value));
    }
    boolean year = name.equals("year") || name.equals("isoWeekYear");
    if (year && (number < 1 || number > 9999)) {
      throw Errors.of(
          40523, "'" + name + "' must evaluate to an integer in the range 1 to 9999, found " + number);
    }
    boolean wide = name.equals("second") || name.equals("millisecond");
    if (!year && !wide && (number < Short.MIN_VALUE || number > Short.MAX_VALUE)) {
      throw Errors.of(
          31034, "'" + name + "' must evaluate to a value in the range [-32768, 32767]; value " + number +
              " is not in range");
    }
    return number;
  }

  private static Instant made(long[] parts, boolean iso, ZoneId zone) {
    try {
      LocalDate day =
          iso
              ? LocalDate.of((int) parts[0], 1, 4)
                  .with(ChronoField.DAY_OF_WEEK, 1)
                  .plusWeeks(parts[1] - 1)
                  .plusDays(parts[2] - 1)
              : LocalDate.of((int) parts[0], 1, 1).plusMonths(parts[1] - 1).plusDays(parts[2] - 1);
      LocalDateTime time =
          day.atStartOfDay()
              .plusHours(parts[3])
              .plusMinutes(parts[4])
              .plusSeconds(parts[5])
              .plusNanos(Math.multiplyExact(parts[6], 1_000_000L));
      return time.atZone(zone).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw Errors.of(15, "date overflow");
    }
  }
}
