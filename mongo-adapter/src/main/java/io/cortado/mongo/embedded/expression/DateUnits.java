package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The units that dates are added to, subtracted and cut by. Called from any thread. */
public enum DateUnits {
  YEAR(12, 0),
  QUARTER(3, 0),
  MONTH(1, 0),
  WEEK(0, 7 * 86_400_000L),
  DAY(0, 86_400_000L),
  HOUR(0, 3_600_000L),
  MINUTE(0, 60_000L),
  SECOND(0, 1_000L),
  MILLISECOND(0, 1L);

  private static final LocalDate REFERENCE = LocalDate.of(2000, 1, 1);

  private final int months;
  private final long millis;

  DateUnits(int months, long millis) {
    this.months = months;
    this.millis = millis;
  }

  /** The unit of that name for an operator; null for null. */
  public static @Nullable DateUnits of(String operator, @Nullable Object name) {
    if (Types.isNullish(name)) {
      return null;
    }
    if (!(name instanceof String text)) {
      throw Errors.of(5439013, operator + " requires 'unit' to be a string, but got " + Types.name(name));
    }
    for (DateUnits unit : values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(text)) {
        return unit;
      }
    }
    throw Errors.failedToParse(operator + " parameter 'unit' value cannot be recognized as a time unit: " + text);
  }

  /** The milliseconds of a unit that always has as many; 0 for the others. */
  public long millis() {
    return millis;
  }

  public Instant add(Instant date, long amount, ZoneId zone) {
    try {
      if (months > 0) {
        return date.atZone(zone).plusMonths(Math.multiplyExact(amount, months)).toInstant();
      }
      if (this == WEEK || this == DAY) {
        return date.atZone(zone).plusDays(Math.multiplyExact(amount, this == WEEK ? 7 : 1)).toInstant();
      }
      return Instant.ofEpochMilli(Math.addExact(date.toEpochMilli(), Math.multiplyExact(amount, millis)));
    } catch (ArithmeticException | DateTimeException e) {
      throw Errors.of(5166406, "resulting date is out of range");
    }
  }

  /** How many of the unit's boundaries lie between two dates. */
  long between(Instant start, Instant end, ZoneId zone, DayOfWeek startOfWeek) {
    ZonedDateTime from = start.atZone(zone);
    ZonedDateTime to = end.atZone(zone);
    return switch (this) {
      case YEAR -> to.getYear() - from.getYear();
      case QUARTER ->
          (to.getYear() - from.getYear()) * 4L
              + to.get(IsoFields.QUARTER_OF_YEAR)
              - from.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (to.getYear() - from.getYear()) * 12L + to.getMonthValue() - from.getMonthValue();
      case WEEK ->
          Math.floorDiv(
              weekStart(to.toLocalDate(), startOfWeek).toEpochDay()
                  - weekStart(from.toLocalDate(), startOfWeek).toEpochDay(),
              7L);
      case DAY -> to.toLocalDate().toEpochDay() - from.toLocalDate().toEpochDay();
      default -> Math.floorDiv(local(to), millis) - Math.floorDiv(local(from), millis);
    };
  }

  private static long local(ZonedDateTime date) {
    return date.toInstant().toEpochMilli() + date.getOffset().getTotalSeconds() * 1000L;
  }

  private static LocalDate weekStart(LocalDate date, DayOfWeek startOfWeek) {
    return date.minusDays(Math.floorMod(date.getDayOfWeek().getValue() - startOfWeek.getValue(), 7));
  }

  /** The start of the span of so many units that the date is in; spans are counted from the year 2000. */
  Instant truncate(Instant date, long size, ZoneId zone, DayOfWeek startOfWeek) {
    LocalDateTime local = date.atZone(zone).toLocalDateTime();
    if (months > 0) {
      long passed = ChronoUnit.MONTHS.between(REFERENCE, local.toLocalDate().withDayOfMonth(1));
      long span = Math.multiplyExact(size, months);
      return at(REFERENCE.plusMonths(Math.floorDiv(passed, span) * span), zone);
    }
    if (this == WEEK || this == DAY) {
      LocalDate first = this == WEEK ? weekStart(REFERENCE.plusDays(6), startOfWeek) : REFERENCE;
      long span = Math.multiplyExact(size, this == WEEK ? 7 : 1);
      long passed = local.toLocalDate().toEpochDay() - first.toEpochDay();
      return at(first.plusDays(Math.floorDiv(passed, span) * span), zone);
    }
    long start = at(REFERENCE, zone).toEpochMilli();
    long span = Math.multiplyExact(size, millis);
    // Hours and less are counted by the clock, which an offset of half an hour shifts, too.
    long shift = offset(date, zone) - offset(Instant.ofEpochMilli(start), zone);
    long passed = date.toEpochMilli() - start + shift;
    return Instant.ofEpochMilli(start - shift + Math.floorDiv(passed, span) * span);
  }

  private static long offset(Instant date, ZoneId zone) {
    return zone.getRules().getOffset(date).getTotalSeconds() * 1000L;
  }

  private static Instant at(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  static DayOfWeek weekday(String operator, @Nullable Object name) {
    if (!(name instanceof String text)) {
      throw Errors.of(5439015, operator + " requires 'startOfWeek' to be a string, but got " + Types.name(name));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      String full = day.name().toLowerCase(Locale.ROOT);
      if (full.equals(text.toLowerCase(Locale.ROOT)) || full.substring(0, 3).equals(text.toLowerCase(Locale.ROOT))) {
        return day;
      }
    }
    throw Errors.failedToParse(
        operator + " parameter 'startOfWeek' value cannot be recognized as a day of a week: " + text);
  }
}
