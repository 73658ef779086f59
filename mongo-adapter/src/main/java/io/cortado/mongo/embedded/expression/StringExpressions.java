package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operators on strings, but regular expressions. */
final class StringExpressions {

  private static final int ANY = Integer.MAX_VALUE;

  private StringExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    Operands.many(into, "$concat", 0, ANY, StringExpressions::concat);
    Operands.one(into, "$toLower", value -> cased("$toLower", value, text -> ascii(text, 'A', 'Z', 32)));
    Operands.one(into, "$toUpper", value -> cased("$toUpper", value, text -> ascii(text, 'a', 'z', -32)));
    Operands.two(into, "$strcasecmp", StringExpressions::compareIgnoringCase);
    Operands.many(into, "$substr", 3, 3, StringExpressions::substringOfBytes);
    Operands.many(into, "$substrBytes", 3, 3, StringExpressions::substringOfBytes);
    Operands.many(into, "$substrCP", 3, 3, StringExpressions::substring);
    Operands.one(into, "$strLenBytes", value -> bytes(length("$strLenBytes", value)).length);
    Operands.one(into, "$strLenCP", value -> codePoints(length("$strLenCP", value)));
    Operands.many(into, "$indexOfBytes", 2, 4, values -> indexOf("$indexOfBytes", values, true));
    Operands.many(into, "$indexOfCP", 2, 4, values -> indexOf("$indexOfCP", values, false));
    Operands.two(into, "$split", StringExpressions::split);
    replace(into, "$replaceOne", false);
    replace(into, "$replaceAll", true);
    trim(into, "$trim", true, true);
    trim(into, "$ltrim", true, false);
    trim(into, "$rtrim", false, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static @Nullable Object concat(@Nullable Object[] values) {
    StringBuilder result = new StringBuilder();
    for (Object value : values) {
      if (Types.isNullish(value)) {
        return null;
      }
      result.append(Operands.text(value, 16702, "$concat only supports strings, not "));
    }
    return result.toString();
  }

  /** What operators that take any simple value for a string make of it. */
  static String coerced(String name, @Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> Conversions.text(number);
      case Instant date -> Conversions.text(date);
      case BsonTimestamp stamp -> Conversions.text(stamp);
      case null -> "";
      default -> {
        if (Types.isNullish(value)) {
          yield "";
        }
        throw Errors.of(16007, "can't convert from BSON type " + Types.name(value) + " to String");
      }
    };
  }

  private static Object cased(String name, @Nullable Object value, UnaryOperator<String> change) {
    return change.apply(coerced(name, value));
  }

  /** Only ASCII letters have another case for MongoDB. */
  private static String ascii(String text, char first, char last, int distance) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= first && chars[i] <= last) {
        chars[i] += (char) distance;
      }
    }
    return new String(chars);
  }

  private static Object compareIgnoringCase(@Nullable Object one, @Nullable Object other) {
    String left = ascii(coerced("$strcasecmp", one), 'a', 'z', -32);
    String right = ascii(coerced("$strcasecmp", other), 'a', 'z', -32);
    return Integer.signum(Collation.bytewise(left, right));
  }

  private static Object substringOfBytes(@Nullable Object[] values) {
    byte[] text = bytes(coerced("$substrBytes", values[0]));
    if (!(values[1] instanceof Number start)) {
      throw Errors.of(
          16034, "$substrBytes:  starting index must be a numeric type (is BSON type " + Types.name(values[1]) + ")");
    }
    if (!(values[2] instanceof Number count)) {
      throw Errors.of(
          16035, "$substrBytes:  length must be a numeric type (is BSON type " + Types.name(values[2]) + ")");
    }
    long from = Numbers.truncated(start);
    long length = Numbers.truncated(count);
    if (from < 0) {
      throw Errors.of(50752, "$substrBytes: starting index must be non-negative (got: " + from + ")");
    }
    if (from >= text.length) {
      return "";
    }
    int end = length < 0 ? text.length : (int) Math.min(text.length, from + length);
    if (isContinuation(text, (int) from)) {
      throw Errors.of(28656, "$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.");
    }
    if (isContinuation(text, end)) {
      throw Errors.of(28657, "$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.");
    }
    try {
      ByteBuffer part = ByteBuffer.wrap(text, (int) from, end - (int) from);
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw Errors.of(28657, "$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.");
    }
  }

  private static boolean isContinuation(byte[] text, int at) {
    return at < text.length && (text[at] & 0xC0) == 0x80;
  }

  private static Object substring(@Nullable Object[] values) {
    String text = coerced("$substrCP", values[0]);
    if (!(values[1] instanceof Number)) {
      throw Errors.of(
          34450, "$substrCP: starting index must be a numeric type (is BSON type " + Types.name(values[1]) + ")");
    }
    Integer from = Numbers.exactInt(values[1]);
    if (from == null) {
      throw Errors.of(
          34451, "$substrCP: starting index cannot be represented as a 32-bit integral value: " + values[1]);
    }
    if (!(values[2] instanceof Number)) {
      throw Errors.of(34452, "$substrCP: length must be a numeric type (is BSON type " + Types.name(values[2]) + ")");
    }
    Integer count = Numbers.exactInt(values[2]);
    if (count == null) {
      throw Errors.of(34453, "$substrCP: length cannot be represented as a 32-bit integral value: " + values[2]);
    }
    if (count < 0) {
      throw Errors.of(34454, "$substrCP: length must be a nonnegative integer.");
    }
    if (from < 0) {
      throw Errors.of(34455, "$substrCP: the starting index must be nonnegative integer.");
    }
    int total = codePoints(text);
    if (from >= total) {
      return "";
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, Math.min(count, total - from)));
  }

  private static String length(String name, @Nullable Object value) {
    return Operands.text(value, 34471, name + " requires a string argument, found: ");
  }

  private static @Nullable Object indexOf(String name, @Nullable Object[] values, boolean inBytes) {
    if (Types.isNullish(values[0])) {
      return null;
    }
    String text = Operands.text(values[0], inBytes ? 40091 : 40093, name + " requires a string as the first "
        + "argument, found: ");
    String wanted = Operands.text(values[1], inBytes ? 40092 : 40094, name + " requires a string as the second "
        + "argument, found: ");
    int length = inBytes ? bytes(text).length : codePoints(text);
    int from = values.length > 2 ? ArrayExpressions.index(name, "starting", values[2]) : 0;
    int to = values.length > 3 ? ArrayExpressions.index(name, "ending", values[3]) : length;
    if (from > length || to < from) {
      return -1;
    }
    int start = inBytes ? charsOfBytes(text, from) : text.offsetByCodePoints(0, from);
    int found = text.indexOf(wanted, start);
    if (found < 0) {
      return -1;
    }
    int index = inBytes ? bytes(text.substring(0, found)).length : text.codePointCount(0, found);
    int size = inBytes ? bytes(wanted).length : codePoints(wanted);
    return index + size > Math.min(to, length) ? -1 : index;
  }

  private static int charsOfBytes(String text, int count) {
    return new String(bytes(text), 0, count, StandardCharsets.UTF_8).length();
  }

  private static @Nullable Object split(@Nullable Object one, @Nullable Object other) {
    if (Types.isNullish(one) || Types.isNullish(other)) {
      return null;
    }
    String text = Operands.text(one, 40085, "$split requires an expression that evaluates to a string as a first "
        + "argument, found: ");
    String separator = Operands.text(other, 40086, "$split requires an expression that evaluates to a string as a "
        + "second argument, found: ");
    if (separator.isEmpty()) {
      throw Errors.of(40087, "$split requires a non-empty separator");
    }
    List<@Nullable Object> result = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      result.add(text.substring(start, at));
      start = at + separator.length();
    }
    result.add(text.substring(start));
    return result;
  }

  private static void replace(Map<String, Expressions.Factory> into, String name, boolean all) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Operands.Named arguments =
              Operands.named(operator, operand, variables, 51751, 51750, Set.of("input", "find", "replacement"));
          Expression input = arguments.required("input", 51749, operator + " requires 'input' to be specified");
          Expression find = arguments.required("find", 51748, operator + " requires 'find' to be specified");
          Expression by = arguments.required("replacement", 51747, operator + " requires 'replacement' to be "
              + "specified");
          return scope -> {
            String text = part(operator, 51746, "input", input.evaluate(scope));
            String wanted = part(operator, 51745, "find", find.evaluate(scope));
            String replacement = part(operator, 51744, "replacement", by.evaluate(scope));
            if (text == null || wanted == null || replacement == null) {
              return null;
            }
            if (all) {
              return text.replace(wanted, replacement);
            }
            int at = text.indexOf(wanted);
            return at < 0 ? text : text.substring(0, at) + replacement + text.substring(at + wanted.length());
          };
        });
  }

  private static @Nullable String part(String operator, int code, String name, @Nullable Object value) {
    if (Types.isNullish(value)) {
      return null;
    }
    return Operands.text(value, code, operator + " requires that '" + name + "' be a string, found: ");
  }

  private static void trim(Map<String, Expressions.Factory> into, String name, boolean left, boolean right) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Operands.Named arguments =
              Operands.named(operator, operand, variables, 50696, 50694, Set.of("input", "chars"));
          Expression input = arguments.required("input", 50695, operator + " requires an 'input' field");
          Expression chars = arguments.optional("chars");
          return scope -> {
            Object value = input.evaluate(scope);
            if (Types.isNullish(value)) {
              return null;
            }
            String text = Operands.text(value, 50699, operator + " requires its input to be a string, got ");
            Object given = chars == null ? "" : chars.evaluate(scope);
            if (Types.isNullish(given)) {
              return null;
            }
            String set = Operands.text(given, 50700, operator + " requires 'chars' to be a string, got ");
            return trimmed(text, chars == null ? WHITESPACE : set, left, right);
          };
        });
  }

  private static final String WHITESPACE =
      "\0 \t\n\u000B\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A";

  private static String trimmed(String text, String set, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && set.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && set.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }
}
