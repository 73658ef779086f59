package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates as texts: ISO 8601 and what is near it, or by a format. */
final class DateParser {

  private static final String TIME = "(?:[T ]\\s*(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?";
  private static final String ZONE = "\\s*(Z|z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?|[A-Za-z]+(?:/[A-Za-z_]+)+)?";
  private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2}))?" + TIME + ZONE);
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:T?(\\d\\d):?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,9}))?)?)?" + ZONE);
  private static final Pattern NAMED = Pattern.compile("([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})" + TIME + ZONE);
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?:[A-Za-z]{3},? )?(\\d{1,2})[ -]([A-Za-z]{3,9})[ -](\\d{4})" + TIME + ZONE);
  private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + TIME + ZONE);

  private DateParser() {}

  static Instant parse(String text, ZoneId zone) {
    return parse(text, zone, false);
  }

  static Instant parse(String text, ZoneId zone, boolean zoneGiven) {
    String trimmed = text.strip();
    try {
      Matcher iso = ISO.matcher(trimmed);
      if (iso.matches()) {
        int day = iso.group(3) == null ? 1 : Integer.parseInt(iso.group(3));
        return at(text, iso, LocalDate.of(number(iso, 1), number(iso, 2), day), 4, zone, zoneGiven);
      }
      Matcher compact = COMPACT.matcher(trimmed);
      if (compact.matches()) {
        LocalDate day = LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
        return at(text, compact, day, 4, zone, zoneGiven);
      }
      Matcher named = NAMED.matcher(trimmed);
      Integer month = named.matches() ? month(named.group(1)) : null;
      if (month != null) {
        return at(text, named, LocalDate.of(number(named, 3), month, number(named, 2)), 4, zone, zoneGiven);
      }
      Matcher first = DAY_FIRST.matcher(trimmed);
      month = first.matches() ? month(first.group(2)) : null;
      if (month != null) {
        return at(text, first, LocalDate.of(number(first, 3), month, number(first, 1)), 4, zone, zoneGiven);
      }
      Matcher american = AMERICAN.matcher(trimmed);
      if (american.matches()) {
        LocalDate day = LocalDate.of(number(american, 3), number(american, 1), number(american, 2));
        return at(text, american, day, 4, zone, zoneGiven);
      }
    } catch (DateTimeException e) {
      throw wrong(text, "The parsed date was invalid");
    }
    throw wrong(text, "an incomplete date/time string has been found, with elements missing");
  }

  private static MongoServerError wrong(String text, String why) {
    return Errors.of(241, "Error parsing date string '" + text + "'; " + why);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static @Nullable Integer month(String name) {
    for (Month month : Month.values()) {
      String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (name.equalsIgnoreCase(full) || name.equalsIgnoreCase(full.substring(0, 3))) {
        return month.getValue();
      }
    }
    return null;
  }

  private static Instant at(String text, Matcher matcher, LocalDate day, int time, ZoneId zone, boolean zoneGiven) {
    LocalTime clock = LocalTime.MIDNIGHT;
    LocalDate date = day;
    if (matcher.group(time) != null) {
      int hour = number(matcher, time);
      int second = matcher.group(time + 2) == null ? 0 : number(matcher, time + 2);
      String fraction = matcher.group(time + 3);
      int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
      if (hour == 24) {
        date = day.plusDays(1);
        hour = 0;
      }
      clock = LocalTime.of(hour, number(matcher, time + 1), second, nanos / 1_000_000 * 1_000_000);
    }
    String named = matcher.group(time + 4);
    if (named != null && zoneGiven) {
      throw wrong(text, "you cannot pass in a date/time string with time zone information ('" + named +
          "') together with a timezone argument");
    }
    ZoneId used = named == null ? zone : named.equals("z") ? ZoneOffset.UTC : Zones.named(named);
    return date.atTime(clock).atZone(used).toInstant();
  }

  /** Reads by a format of {@code $dateFromString}. */
  static Instant parse(String text, String format, ZoneId zone, boolean zoneGiven) {
    Map<Character, Integer> parts = new HashMap<>();
    ZoneId used = zone;
    int at = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      char part = c == '%' ? format.charAt(++i) : 0;
      if (part == 0 || part == '%') {
        if (at >= text.length() || text.charAt(at) != c) {
          throw wrong(text, at + ": Format literal not found '" + (at < text.length() ? text.charAt(at) : "") + "'");
        }
        at++;
        continue;
      }
      int end = end(text, at, part);
      if (end <= at) {
        throw wrong(text, at + ": " + "Not enough data available to satisfy format ''");
      }
      String piece = text.substring(at, end);
      at = end;
      if (part == 'z' || part == 'Z') {
        if (zoneGiven) {
          throw wrong(text, "you cannot pass in a date/time string with time zone information ('" + piece +
              "') together with a timezone argument");
        }
        used = part == 'z' ? Zones.named(piece) : ZoneOffset.ofTotalSeconds(Integer.parseInt(piece) * 60);
      } else {
        parts.put(part == 'B' ? 'b' : part, valueOf(text, part, piece));
      }
    }
    if (at < text.length()) {
      throw wrong(text, at + ": Trailing data '" + text.charAt(at) + "'");
    }
    try {
      return date(text, parts).atZone(used).toInstant();
    } catch (DateTimeException e) {
      throw wrong(text, "The parsed date was invalid");
    }
  }

  private static int valueOf(String text, char part, String piece) {
    if (part == 'b' || part == 'B') {
      Integer month = month(piece);
      if (month == null) {
        throw wrong(text, "A textual month could not be found '" + piece + "'");
      }
      return month;
    }
    int value = Integer.parseInt(piece);
    return part == 'L' ? (int) (value * Math.pow(10, 3 - piece.length())) : value;
  }

  private static int end(String text, int at, char part) {
    return switch (part) {
      case 'Y', 'G' -> digits(text, at, 4);
      case 'j', 'L' -> digits(text, at, 3);
      case 'u' -> digits(text, at, 1);
      case 'z' -> {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        yield end;
      }
      case 'Z' -> digits(text, at + (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0), 4);
      case 'b', 'B' -> {
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
          end++;
        }
        yield end;
      }
      default -> digits(text, at, 2);
    };
  }

  private static int digits(String text, int at, int most) {
    int end = at;
    while (end < text.length() && end < at + most && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static LocalDateTime date(String text, Map<Character, Integer> parts) {
    LocalDate day;
    if (parts.containsKey('G')) {
      day =
          LocalDate.of(parts.getOrDefault('G', 1970), 1, 4)
              .with(ChronoField.DAY_OF_WEEK, 1)
              .plusWeeks(parts.getOrDefault('V', 1) - 1L)
              .plusDays(parts.getOrDefault('u', 1) - 1L);
    } else if (parts.containsKey('Y') && parts.containsKey('j')) {
      day = LocalDate.ofYearDay(parts.getOrDefault('Y', 1970), parts.getOrDefault('j', 1));
    } else if (parts.containsKey('Y') && (parts.containsKey('m') || parts.containsKey('b')) && parts.containsKey('d')) {
      int month = parts.containsKey('m') ? parts.getOrDefault('m', 1) : parts.getOrDefault('b', 1);
      day = LocalDate.of(parts.getOrDefault('Y', 1970), month, parts.getOrDefault('d', 1));
    } else {
      throw wrong(text, "an incomplete date/time string has been found, with elements missing");
    }
    return day.atTime(
        parts.getOrDefault('H', 0),
        parts.getOrDefault('M', 0),
        parts.getOrDefault('S', 0),
        parts.getOrDefault('L', 0) * 1_000_000);
  }
}
