package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.Decimal128;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Sum;
import io.cortado.mongo.embedded.value.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code $add}, {@code $divide}, {@code $round} and the like. */
final class ArithmeticExpressions {

  private static final int ANY = Integer.MAX_VALUE;

  private ArithmeticExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    Operands.many(into, "$add", 0, ANY, ArithmeticExpressions::add);
    Operands.two(into, "$subtract", ArithmeticExpressions::subtract);
    Operands.many(into, "$multiply", 0, ANY, ArithmeticExpressions::multiply);
    Operands.two(into, "$divide", ArithmeticExpressions::divide);
    Operands.two(into, "$mod", ArithmeticExpressions::mod);
    Operands.two(into, "$pow", ArithmeticExpressions::pow);
    Operands.two(into, "$log", ArithmeticExpressions::log);
    number(into, "$abs", ArithmeticExpressions::abs);
    number(into, "$ceil", number -> rounded(number, 0, RoundingMode.CEILING));
    number(into, "$floor", number -> rounded(number, 0, RoundingMode.FLOOR));
    number(into, "$exp", number -> real(number, Math::exp));
    number(into, "$ln", number -> logarithm("$ln", 28766, number, Math::log));
    number(into, "$log10", number -> logarithm("$log10", 28761, number, Math::log10));
    number(into, "$sqrt", ArithmeticExpressions::sqrt);
    Operands.many(into, "$round", 1, 2, values -> round("$round", values, RoundingMode.HALF_EVEN));
    Operands.many(into, "$trunc", 1, 2, values -> round("$trunc", values, RoundingMode.DOWN));
    into.put("$rand", (name, operand, variables) -> scope -> ThreadLocalRandom.current().nextDouble());
  }

  /** An operator of one number. */
  interface OfNumber {
    @Nullable Object of(Number number);
  }

  static void number(Map<String, Expressions.Factory> into, String name, OfNumber work) {
    Operands.one(
        into,
        name,
        value -> {
          if (value instanceof Number number) {
            return work.of(number);
          }
          if (Types.isNullish(value)) {
            return null;
          }
          throw Errors.of(28765, name + " only supports numeric types, not " + Types.name(value));
        });
  }

  /** A function of a double; a decimal stays one. */
  static Number real(Number number, DoubleUnaryOperator function) {
    double result = function.applyAsDouble(number.doubleValue());
    return number instanceof Decimal128 ? Numbers.toDecimal(result) : (Number) result;
  }

  private static @Nullable Object add(@Nullable Object[] values) {
    Sum sum = new Sum();
    Instant date = null;
    boolean nullish = false;
    for (Object value : values) {
      if (value instanceof Number number) {
        sum.add(number);
      } else if (value instanceof Instant instant) {
        if (date != null) {
          throw Errors.of(16612, "only one date allowed in an $add expression");
        }
        date = instant;
      } else if (Types.isNullish(value)) {
        nullish = true;
      } else {
        throw Errors.typeMismatch("$add only supports numeric or date types, not " + Types.name(value));
      }
    }
    if (nullish) {
      return null;
    }
    return date == null ? sum.result() : shifted(date, sum.result());
  }

  private static Instant shifted(Instant date, Number millis) {
    if (!Numbers.isFinite(millis)) {
      throw Errors.of(31109, "Can't convert " + millis + " to a date offset");
    }
    long amount = Numbers.isWhole(millis) ? millis.longValue() : Math.round(millis.doubleValue());
    try {
      return Instant.ofEpochMilli(Math.addExact(date.toEpochMilli(), amount));
    } catch (ArithmeticException e) {
      throw Errors.of(15, "date overflow");
    }
  }

  private static @Nullable Object subtract(@Nullable Object one, @Nullable Object other) {
    if (Types.isNullish(one) || Types.isNullish(other)) {
      return null;
    }
    if (one instanceof Number left && other instanceof Number right) {
      return Numbers.subtract(left, right);
    }
    if (one instanceof Instant left) {
      if (other instanceof Instant right) {
        return left.toEpochMilli() - right.toEpochMilli();
      }
      if (other instanceof Number millis) {
        return shifted(left, Numbers.multiply(millis, -1));
      }
    }
    throw Errors.typeMismatch("can't $subtract " + Types.name(other) + " from " + Types.name(one));
  }

  private static @Nullable Object multiply(@Nullable Object[] values) {
    Number product = 1;
    boolean nullish = false;
    for (Object value : values) {
      if (value instanceof Number number) {
        product = Numbers.multiply(product, number);
      } else if (Types.isNullish(value)) {
        nullish = true;
      } else {
        throw Errors.typeMismatch("$multiply only supports numeric types, not " + Types.name(value));
      }
    }
    return nullish ? null : product;
  }

  private static @Nullable Object divide(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number left && other instanceof Number right) {
      if (Numbers.isZero(right)) {
        throw Errors.badValue("can't $divide by zero");
      }
      return Numbers.divide(left, right);
    }
    if (Types.isNullish(one) || Types.isNullish(other)) {
      return null;
    }
    throw Errors.typeMismatch(
        "$divide only supports numeric types, not " + Types.name(one) + " and " + Types.name(other));
  }

  private static @Nullable Object mod(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number left && other instanceof Number right) {
      if (Numbers.isZero(right)) {
        throw Errors.of(16610, "can't $mod by zero");
      }
      return Numbers.remainder(left, right);
    }
    if (Types.isNullish(one) || Types.isNullish(other)) {
      return null;
    }
    throw Errors.of(16611, "$mod only supports numeric types, not " + Types.name(one) + " and " + Types.name(other));
  }

  private static Number abs(Number number) {
    return switch (number) {
      case Integer value when value != Integer.MIN_VALUE -> Math.abs(value);
      case Decimal128 value ->
          Numbers.isFinite(value)
              ? Numbers.decimal(Numbers.exact(value).abs())
              : Numbers.toDecimal(Math.abs(value.doubleValue()));
      case Double value -> Math.abs(value);
      default -> {
        if (number.longValue() == Long.MIN_VALUE) {
          throw Errors.of(28680, "can't take $abs of long long min");
        }
        yield Math.abs(number.longValue());
      }
    };
  }

  private static Number logarithm(String name, int code, Number number, DoubleUnaryOperator function) {
    if (!(number.doubleValue() > 0) && !Numbers.isNaN(number)) {
      throw Errors.of(code, name + "'s argument must be a positive number, but is " + number);
    }
    return real(number, function);
  }

  private static @Nullable Object log(@Nullable Object value, @Nullable Object base) {
    if (Types.isNullish(value) || Types.isNullish(base)) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw Errors.of(28756, "$log's argument must be numeric, not " + Types.name(value));
    }
    if (!(base instanceof Number root)) {
      throw Errors.of(28757, "$log's base must be numeric, not " + Types.name(base));
    }
    if (number.doubleValue() <= 0) {
      throw Errors.of(28758, "$log's argument must be a positive number, but is " + number);
    }
    if (root.doubleValue() <= 0 || root.doubleValue() == 1) {
      throw Errors.of(28759, "$log's base must be a positive number not equal to 1, but is " + root);
    }
    double result = Math.log(number.doubleValue()) / Math.log(root.doubleValue());
    boolean decimal = number instanceof Decimal128 || root instanceof Decimal128;
    return decimal ? Numbers.toDecimal(result) : (Object) result;
  }

  private static Number sqrt(Number number) {
    if (number.doubleValue() < 0) {
      throw Errors.of(28714, "$sqrt's argument must be greater than or equal to 0");
    }
    return number instanceof Decimal128 && Numbers.isFinite(number)
        ? Numbers.decimal(Numbers.exact(number).sqrt(MathContext.DECIMAL128))
        : real(number, Math::sqrt);
  }

  private static @Nullable Object pow(@Nullable Object base, @Nullable Object exponent) {
    if (Types.isNullish(base) || Types.isNullish(exponent)) {
      return null;
    }
    if (!(base instanceof Number one)) {
      throw Errors.of(28762, "$pow's base must be numeric, not " + Types.name(base));
    }
    if (!(exponent instanceof Number other)) {
      throw Errors.of(28763, "$pow's exponent must be numeric, not " + Types.name(exponent));
    }
    if (one.doubleValue() == 0 && other.doubleValue() < 0) {
      throw Errors.of(28764, "$pow cannot take a base of 0 and a negative exponent");
    }
    if (one instanceof Decimal128 || other instanceof Decimal128) {
      Integer whole = Numbers.exactInt(other);
      return whole != null && whole >= 0 && whole < 1000 && Numbers.isFinite(one)
          ? Numbers.decimal(Numbers.exact(Numbers.toDecimal(one)).pow(whole, MathContext.DECIMAL128))
          : Numbers.toDecimal(Math.pow(one.doubleValue(), other.doubleValue()));
    }
    if (Numbers.isWhole(one) && Numbers.isWhole(other)) {
      return wholePower(one, other);
    }
    return Math.pow(one.doubleValue(), other.doubleValue());
  }

  private static Number wholePower(Number one, Number other) {
    long base = one.longValue();
    long exponent = other.longValue();
    boolean longs = one instanceof Long || other instanceof Long;
    if (base == 1 || base == -1) {
      long result = base == 1 || exponent % 2 == 0 ? 1 : -1;
      return longs ? (Number) result : (Number) (int) result;
    }
    if (exponent < 0) {
      return Math.pow(base, exponent);
    }
    BigInteger exact = exponent <= 64 ? BigInteger.valueOf(base).pow((int) exponent) : null;
    if (base == 0) {
      exact = exponent == 0 ? BigInteger.ONE : BigInteger.ZERO;
    }
    if (exact == null || exact.bitLength() > 63) {
      return Math.pow(base, exponent);
    }
    long result = exact.longValue();
    return longs || (int) result != result ? (Number) result : (Number) (int) result;
  }

  private static @Nullable Object round(String name, @Nullable Object[] values, RoundingMode mode) {
    Object precision = values.length == 2 ? values[1] : (Object) 0;
    if (Types.isNullish(values[0]) || Types.isNullish(precision)) {
      return null;
    }
    if (!(values[0] instanceof Number number)) {
      throw Errors.of(51081, name + " only supports numeric types, not " + Types.name(values[0]));
    }
    Long places = Numbers.exactLong(precision);
    if (places == null) {
      throw Errors.of(51082, "precision argument to  " + name + " must be a integral value");
    }
    if (places < -20 || places > 100) {
      throw Errors.of(
          51083, "cannot apply " + name + " with precision value " + places + " value must be in [-20, 100]");
    }
    return rounded(number, places.intValue(), mode);
  }

  private static Number rounded(Number number, int places, RoundingMode mode) {
    if (!Numbers.isFinite(number)) {
      return number;
    }
    if (Numbers.isWhole(number)) {
      if (places >= 0) {
        return number;
      }
      long result = Numbers.exact(number).setScale(places, mode).longValue();
      return number instanceof Integer && (int) result == result ? (Number) (int) result : (Number) result;
    }
    if (number instanceof Decimal128) {
      BigDecimal exact = Numbers.exact(number);
      return exact.scale() <= places ? number : Numbers.decimal(exact.setScale(places, mode));
    }
    double real = number.doubleValue();
    if (places == 0) {
      return switch (mode) {
        case HALF_EVEN -> Math.rint(real);
        case CEILING -> Math.ceil(real);
        case FLOOR -> Math.floor(real);
        default -> real < 0 ? Math.ceil(real) : Math.floor(real);
      };
    }
    return Numbers.exact(Numbers.toDecimal(number)).setScale(places, mode).doubleValue();
  }
}
