package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conversions between types of values, as {@code $convert} makes them. */
final class Conversions {

  private static final int FAILURE = 241;
  private static final String NO_ON_ERROR = " in $convert with no onError value";
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
  private static final Pattern REAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Conversions() {}

  static @Nullable Object convert(Object value, String type) {
    return switch (type) {
      case "double" -> toDouble(value);
      case "string" -> toText(value);
      case "objectId" -> toObjectId(value);
      case "bool" -> Types.isTrue(value);
      case "date" -> toDate(value);
      case "int" -> toInt(value);
      case "long" -> toLong(value);
      case "decimal" -> toDecimal(value);
      default -> throw unsupported(value, type);
    };
  }

  private static MongoServerError unsupported(Object value, String type) {
    return Errors.of(FAILURE, "Unsupported conversion from " + Types.name(value) + " to " + type + NO_ON_ERROR);
  }

  private static MongoServerError unparsable(String text, String why) {
    return Errors.of(FAILURE, "Failed to parse number '" + text + "'" + NO_ON_ERROR + ": " + why);
  }

  private static MongoServerError overflow(Object value) {
    return Errors.of(FAILURE, "Conversion would overflow target type" + NO_ON_ERROR + ": " + value);
  }

  private static Object toDouble(Object value) {
    return switch (value) {
      case Number number -> {
        double result = number.doubleValue();
        if (Double.isInfinite(result) && Numbers.isFinite(number)) {
          throw overflow(number);
        }
        yield result;
      }
      case Boolean bool -> bool ? 1.0 : 0.0;
      case Instant date -> (double) date.toEpochMilli();
      case String text -> realOf(text);
      default -> throw unsupported(value, "double");
    };
  }

  private static double realOf(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> {
        return Double.NaN;
      }
      case "infinity", "inf", "+infinity", "+inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-infinity", "-inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    if (!REAL.matcher(text).matches()) {
      throw unparsable(text, text.isEmpty() ? "No digits" : "Did not consume whole string.");
    }
    double result = Double.parseDouble(text);
    if (Double.isInfinite(result)) {
      throw unparsable(text, "Out of range");
    }
    return result;
  }

  private static BigInteger wholeOf(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw unparsable(text, text.isEmpty() ? "No digits" : "Did not consume whole string.");
    }
    return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
  }

  private static BigInteger whole(Number number) {
    if (Numbers.isWhole(number)) {
      return BigInteger.valueOf(number.longValue());
    }
    if (Numbers.isNaN(number)) {
      throw Errors.of(FAILURE, "Attempt to convert NaN value to integer type" + NO_ON_ERROR);
    }
    if (!Numbers.isFinite(number)) {
      throw Errors.of(FAILURE, "Attempt to convert infinity value to integer type" + NO_ON_ERROR);
    }
    return Numbers.exact(number).toBigInteger();
  }

  private static Object toInt(Object value) {
    return switch (value) {
      case Number number -> {
        BigInteger whole = whole(number);
        if (whole.bitLength() > 31) {
          throw overflow(number);
        }
        yield whole.intValue();
      }
      case Boolean bool -> bool ? 1 : 0;
      case String text -> {
        BigInteger whole = wholeOf(text);
        if (whole.bitLength() > 31) {
          throw unparsable(text, "Overflow");
        }
        yield whole.intValue();
      }
      default -> throw unsupported(value, "int");
    };
  }

  private static Object toLong(Object value) {
    return switch (value) {
      case Number number -> {
        BigInteger whole = whole(number);
        if (whole.bitLength() > 63) {
          throw overflow(number);
        }
        yield whole.longValue();
      }
      case Boolean bool -> bool ? 1L : 0L;
      case Instant date -> date.toEpochMilli();
      case String text -> {
        BigInteger whole = wholeOf(text);
        if (whole.bitLength() > 63) {
          throw unparsable(text, "Overflow");
        }
        yield whole.longValue();
      }
      default -> throw unsupported(value, "long");
    };
  }

  private static Object toDecimal(Object value) {
    return switch (value) {
      case Number number -> Numbers.toDecimal(number);
      case Boolean bool -> bool ? Decimal128.ONE : Decimal128.POSITIVE_ZERO;
      case Instant date -> Numbers.toDecimal(date.toEpochMilli());
      case String text -> {
        if (REAL.matcher(text).matches()) {
          yield Numbers.decimal(new BigDecimal(text));
        }
        yield Numbers.toDecimal(realOf(text));
      }
      default -> throw unsupported(value, "decimal");
    };
  }

  private static Object toObjectId(Object value) {
    if (value instanceof ObjectId) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw unsupported(value, "objectId");
    }
    if (text.length() != 24) {
      throw Errors.of(
          FAILURE,
          "Failed to parse objectId '" + text + "'" + NO_ON_ERROR
              + ": Invalid string length for parsing to OID, expected 24 but found " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        throw Errors.of(
            FAILURE,
            "Failed to parse objectId '" + text + "'" + NO_ON_ERROR + ": Invalid character found in hex string: '"
                + text.charAt(i) + "'");
      }
    }
    return new ObjectId(text.toLowerCase(Locale.ROOT));
  }

  private static Object toDate(Object value) {
    return switch (value) {
      case Instant date -> date;
      case Integer number -> throw unsupported(value, "date");
      case Number number -> {
        BigInteger whole = whole(number);
        if (whole.bitLength() > 63) {
          throw overflow(number);
        }
        yield Instant.ofEpochMilli(whole.longValue());
      }
      case ObjectId id -> DateExpressions.ofId(id);
      case BsonTimestamp stamp -> Instant.ofEpochSecond(Integer.toUnsignedLong(stamp.getTime()));
      case String text -> DateParser.parse(text, ZoneOffset.UTC);
      default -> throw unsupported(value, "date");
    };
  }

  private static Object toText(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean bool -> bool.toString();
      case Number number -> text(number);
      case ObjectId id -> id.getHexData();
      case Instant date -> text(date);
      default -> throw unsupported(value, "string");
    };
  }

  static String text(Instant date) {
    return ISO.format(date);
  }

  static String text(BsonTimestamp stamp) {
    return "Timestamp(" + stamp.getTime() + ", " + stamp.getInc() + ")";
  }

  static String text(Number number) {
    if (!(number instanceof Double)) {
      return number.toString();
    }
    double real = number.doubleValue();
    if (!Double.isFinite(real)) {
      return Double.isNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity";
    }
    if (real == 0) {
      return 1 / real < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(real)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -6 && exponent < 21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (real < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
  }
}
