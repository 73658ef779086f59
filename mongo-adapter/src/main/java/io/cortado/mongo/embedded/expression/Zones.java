package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time zones that operators on dates are given. */
final class Zones {

  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d)(?::?(\\d\\d))?");

  private Zones() {}

  /** The zone of that name; null for a name that is null or missing. */
  static @Nullable ZoneId of(@Nullable Object name) {
    if (Types.isNullish(name)) {
      return null;
    }
    if (!(name instanceof String text)) {
      throw Errors.of(40517, "timezone must evaluate to a string, found " + Types.name(name));
    }
    return named(text);
  }

  static ZoneId named(String text) {
    if (text.equals("UTC") || text.equals("GMT") || text.equals("Z")) {
      return ZoneOffset.UTC;
    }
    Matcher offset = OFFSET.matcher(text);
    try {
      if (offset.matches()) {
        int minutes = Integer.parseInt(offset.group(2)) * 60;
        minutes += offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
        return ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes);
      }
      if (!text.isEmpty() && Character.isLetter(text.charAt(0)) && ZoneId.getAvailableZoneIds().contains(text)) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException e) {
      throw Errors.of(40485, "unrecognized time zone identifier: \"" + text + "\"");
    }
    throw Errors.of(40485, "unrecognized time zone identifier: \"" + text + "\"");
  }

  /** A constant zone is looked up once. */
  interface Lookup {
    @Nullable ZoneId in(Scope scope);
  }

  static Lookup lookup(@Nullable Expression expression, Variables variables) {
    if (expression == null) {
      return scope -> ZoneOffset.UTC;
    }
    if (expression.isConstant()) {
      ZoneId zone = of(expression.evaluate(variables.scope()));
      return scope -> zone;
    }
    return scope -> of(expression.evaluate(scope));
  }
}
