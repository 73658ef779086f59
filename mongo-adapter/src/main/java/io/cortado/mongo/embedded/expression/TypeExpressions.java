package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $type}, {@code $convert} and its short forms. */
final class TypeExpressions {

  private static final int CONVERSION_FAILURE = 241;

  private static final Map<String, String> SHORT =
      Map.of(
          "$toBool", "bool",
          "$toDate", "date",
          "$toDecimal", "decimal",
          "$toDouble", "double",
          "$toInt", "int",
          "$toLong", "long",
          "$toObjectId", "objectId",
          "$toString", "string");

  private TypeExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    Operands.one(into, "$type", Types::name);
    Operands.one(into, "$isNumber", value -> value instanceof Number);
    SHORT.forEach(
        (name, type) ->
            Operands.one(
                into,
                name,
                value -> value == null || Types.isNullish(value) ? null : Conversions.convert(value, type)));
    Operands.one(
        into,
        "$toUUID",
        value -> value == null || Types.isNullish(value) ? null : Binaries.ofText(value, "uuid"));
    into.put("$convert", TypeExpressions::convert);
  }

  private static Expression convert(String name, @Nullable Object operand, Variables variables) {
    Operands.Named arguments =
        Operands.named(name, operand, variables, 9, 9, Set.of("input", "to", "onError", "onNull", "format"));
    Expression input = arguments.required("input", 9, "Missing 'input' parameter to $convert");
    Expression to = arguments.required("to", 9, "Missing 'to' parameter to $convert");
    Expression onError = arguments.optional("onError");
    Expression onNull = arguments.or("onNull", null);
    Expression format = arguments.or("format", null);
    return scope -> {
      Object value = input.evaluate(scope);
      Object type = to.evaluate(scope);
      if (Types.isNullish(value) || value == null) {
        return onNull.evaluate(scope);
      }
      if (Types.isNullish(type)) {
        return null;
      }
      String target = target(type);
      try {
        return converted(value, target, format.evaluate(scope));
      } catch (MongoServerError e) {
        if (onError != null && e.getCode() == CONVERSION_FAILURE) {
          return onError.evaluate(scope);
        }
        throw e;
      }
    };
  }

  private static @Nullable Object converted(Object value, String target, @Nullable Object format) {
    if (target.equals("binData")) {
      return Binaries.ofText(value, format);
    }
    return target.equals("string") && Types.name(value).equals("binData")
        ? Binaries.toText(value, format)
        : Conversions.convert(value, target);
  }

  private static String target(@Nullable Object type) {
    if (type instanceof String name) {
      if (Types.number(name) == null) {
        throw Errors.badValue("Unknown type name: " + name);
      }
      return name;
    }
    Integer number = type instanceof Number ? Numbers.exactInt(type) : null;
    if (number == null) {
      throw Errors.failedToParse(
          "$convert's 'to' argument must be a string or number, but is " + Types.name(type));
    }
    String name = Types.nameOf(number);
    if (name == null) {
      throw Errors.failedToParse("In $convert, numeric value for 'to' does not correspond to a BSON type: " + number);
    }
    return name;
  }
}
