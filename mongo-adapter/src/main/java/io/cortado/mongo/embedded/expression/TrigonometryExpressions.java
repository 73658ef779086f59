package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.Decimal128;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code $sin}, {@code $atan2} and the like, and the operators on bits. */
final class TrigonometryExpressions {

  private static final int ANY = Integer.MAX_VALUE;

  private TrigonometryExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    bounded(into, "$sin", Math::sin, Double::isFinite, "(-inf,inf)");
    bounded(into, "$cos", Math::cos, Double::isFinite, "(-inf,inf)");
    bounded(into, "$tan", Math::tan, Double::isFinite, "(-inf,inf)");
    bounded(into, "$asin", Math::asin, x -> x >= -1 && x <= 1, "[-1,1]");
    bounded(into, "$acos", Math::acos, x -> x >= -1 && x <= 1, "[-1,1]");
    bounded(into, "$acosh", x -> Math.log(x + Math.sqrt(x * x - 1)), x -> x >= 1, "[1,inf]");
    bounded(into, "$atanh", x -> Math.log((1 + x) / (1 - x)) / 2, x -> x >= -1 && x <= 1, "[-1,1]");
    real(into, "$atan", Math::atan);
    real(into, "$sinh", Math::sinh);
    real(into, "$cosh", Math::cosh);
    real(into, "$tanh", Math::tanh);
    real(into, "$asinh", TrigonometryExpressions::asinh);
    real(into, "$degreesToRadians", x -> x * (Math.PI / 180));
    real(into, "$radiansToDegrees", x -> x * (180 / Math.PI));
    Operands.two(into, "$atan2", TrigonometryExpressions::atan2);
    Operands.many(into, "$bitAnd", 0, ANY, values -> bits("$bitAnd", -1, values));
    Operands.many(into, "$bitOr", 0, ANY, values -> bits("$bitOr", 0, values));
    Operands.many(into, "$bitXor", 0, ANY, values -> bits("$bitXor", 0, values));
    Operands.one(into, "$bitNot", TrigonometryExpressions::not);
  }

  private static void real(Map<String, Expressions.Factory> into, String name, DoubleUnaryOperator function) {
    ArithmeticExpressions.number(into, name, number -> ArithmeticExpressions.real(number, function));
  }

  private static void bounded(
      Map<String, Expressions.Factory> into,
      String name,
      DoubleUnaryOperator function,
      DoublePredicate allowed,
      String shown) {
    ArithmeticExpressions.number(
        into,
        name,
        number -> {
          if (!allowed.test(number.doubleValue()) && !Numbers.isNaN(number)) {
            throw Errors.of(50989, "cannot apply " + name + " to " + number + ", value must be in " + shown);
          }
          return ArithmeticExpressions.real(number, function);
        });
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1))), x);
  }

  private static @Nullable Object atan2(@Nullable Object y, @Nullable Object x) {
    if (Types.isNullish(y) || Types.isNullish(x)) {
      return null;
    }
    if (!(y instanceof Number one)) {
      throw Errors.of(51044, "$atan2 only supports numeric types, not " + Types.name(y));
    }
    if (!(x instanceof Number other)) {
      throw Errors.of(51045, "$atan2 only supports numeric types, not " + Types.name(x));
    }
    double angle = Math.atan2(one.doubleValue(), other.doubleValue());
    return one instanceof Decimal128 || other instanceof Decimal128 ? Numbers.toDecimal(angle) : (Object) angle;
  }

  private static @Nullable Object bits(String name, int start, @Nullable Object[] values) {
    long result = start;
    boolean longs = false;
    boolean nullish = false;
    for (Object value : values) {
      if (Types.isNullish(value)) {
        nullish = true;
        continue;
      }
      if (!(value instanceof Number number) || !Numbers.isWhole(number)) {
        throw Errors.typeMismatch(name + " only supports int and long operands.");
      }
      longs |= number instanceof Long;
      long bits = number.longValue();
      result =
          switch (name) {
            case "$bitAnd" -> result & bits;
            case "$bitOr" -> result | bits;
            default -> result ^ bits;
          };
    }
    if (nullish) {
      return null;
    }
    return longs ? (Object) result : (Object) (int) result;
  }

  private static @Nullable Object not(@Nullable Object value) {
    return switch (value) {
      case Integer number -> ~number;
      case Long number -> ~number;
      case null -> null;
      default -> {
        if (Types.isNullish(value)) {
          yield null;
        }
        throw Errors.of(28765, "$bitNot only supports int and long, not: " + Types.name(value) + ".");
      }
    };
  }
}
