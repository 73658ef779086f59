package io.cortado.bound;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Turns what JavaScript gives into what a parameter wants: objects of Java's stay what they are, numbers and texts are taken
 * as they are, everything else is read from its JSON, so that nothing of JavaScript's leaves the loop. On the loop.
 */
final class Arguments {
  private static final Set<Class<?>> INTEGRAL =
      Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class, byte.class, Byte.class);
  private static final Set<Class<?>> FLOATING =
      Set.of(double.class, Double.class, float.class, Float.class, Number.class, BigDecimal.class, BigInteger.class);

  private final Json json;
  private final Callbacks callbacks;
  private final Value stringify;

  /** {@code stringify} is JSON.stringify. */
  Arguments(Json json, Callbacks callbacks, Value stringify) {
    this.json = json;
    this.callbacks = callbacks;
    this.stringify = stringify;
  }

  /** How well a value suits a parameter: 0 not at all, 1 by conversion, 3 as it is. */
  static int fit(@Nullable Object given, Class<?> type) {
    if (type == Object.class || type == Value.class) {
      return 1;
    }
    return switch (given) {
      case null -> type.isPrimitive() ? 0 : 2;
      case String text -> text(text, type);
      case Boolean truth -> type == boolean.class || type == Boolean.class ? 3 : 0;
      case ExactNumber exact -> number(type, false);
      case Number number -> number(type, isWhole(number));
      default -> fit(Value.asValue(given), type);
    };
  }

  private static int text(String text, Class<?> type) {
    if (type.isAssignableFrom(String.class)) {
      return 3;
    }
    return type == char.class || type == Character.class ? text.length() == 1 ? 2 : 0 : convertible(type);
  }

  private static boolean isWhole(Number number) {
    return number instanceof Integer || number instanceof Long || number.doubleValue() == Math.rint(number.doubleValue());
  }

  private static int fit(Value value, Class<?> type) {
    if (value.isHostObject()) {
      return type.isInstance(value.asHostObject()) ? 3 : convertible(type);
    }
    if (value.canExecute()) {
      return Callbacks.isFunctional(type) ? 3 : 0;
    }
    if (value.isInstant()) {
      return type == Instant.class || type == Date.class ? 3 : convertible(type);
    }
    boolean list = type.isArray() || Iterable.class.isAssignableFrom(type);
    if (value.hasArrayElements()) {
      return list ? 3 : 0;
    }
    return list || type == String.class ? 0 : Map.class.isAssignableFrom(type) ? 3 : convertible(type);
  }

  private static int number(Class<?> type, boolean whole) {
    return INTEGRAL.contains(type) ? whole ? 3 : 0 : FLOATING.contains(type) ? whole ? 2 : 3 : 0;
  }

  private static int convertible(Class<?> type) {
    return type.isPrimitive() || Callbacks.isFunctional(type) ? 0 : 1;
  }

  /**
   * The value for a parameter.
   *
   * @throws IllegalArgumentException when it cannot be one; the message says why
   */
  @Nullable Object of(@Nullable Object given, Class<?> type, Type generic) {
    if (type == Value.class) {
      return Value.asValue(given);
    }
    if (type == Optional.class) {
      Type content = generic instanceof ParameterizedType known ? known.getActualTypeArguments()[0] : Object.class;
      return Optional.ofNullable(of(given, json.raw(content), content));
    }
    return switch (given) {
      case null -> null;
      case String text -> type.isAssignableFrom(String.class) ? text : json.convert(text, generic);
      case Boolean truth -> type == boolean.class || type.isInstance(truth) ? truth : json.convert(truth, generic);
      case ExactNumber exact -> number(exact.number(), type, generic);
      case Number number -> number(number, type, generic);
      default -> of(Value.asValue(given), given, type, generic);
    };
  }

  private @Nullable Object of(Value value, Object given, Class<?> type, Type generic) {
    if (value.isHostObject()) {
      return type.isInstance(given) ? given : json.convert(given, generic);
    }
    if (value.canExecute() && Callbacks.isFunctional(type)) {
      return callbacks.of(value, type);
    }
    if (value.isInstant() && (type == Instant.class || type == Date.class)) {
      return type == Date.class ? Date.from(value.asInstant()) : value.asInstant();
    }
    return type == byte[].class && value.hasMember("byteOffset") ? bytes(value) : read(value, generic);
  }

  /** What Jackson would read of it where any number will do. */
  private static Number natural(Number number) {
    if (number instanceof BigInteger || number instanceof BigDecimal || !isWhole(number) || Math.abs(number.doubleValue()) > Json.MAX_SAFE) {
      return number;
    }
    long whole = number.longValue();
    return (int) whole == whole ? (Number) (int) whole : (Number) whole;
  }

  private Object number(Number number, Class<?> type, Type generic) {
    if (type == double.class || type == Double.class) {
      return number.doubleValue();
    }
    if (type.isInstance(number)) {
      return type == number.getClass() ? number : natural(number);
    }
    if (INTEGRAL.contains(type) && !isWhole(number)) {
      throw new IllegalArgumentException(number + " is no whole number");
    }
    if (number instanceof Integer && (type == int.class || type == long.class)) {
      return type == int.class ? number : (Object) number.longValue();
    }
    // Jackson says where one is out of range.
    boolean counted = number instanceof Double && INTEGRAL.contains(type);
    return json.convert(counted ? new BigDecimal(number.doubleValue()).toBigInteger() : number, generic);
  }

  /** The bytes of a Buffer or another view. */
  private static byte[] bytes(Value view) {
    byte[] bytes = new byte[view.getMember("byteLength").asInt()];
    view.getMember("buffer").readBuffer(view.getMember("byteOffset").asLong(), bytes, 0, bytes.length);
    return bytes;
  }

  private Object read(Value value, Type type) {
    Value text = stringify.execute(value);
    if (text.isNull()) {
      throw new IllegalArgumentException(value + " cannot be a " + type.getTypeName());
    }
    try {
      return json.read(text.asString(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
