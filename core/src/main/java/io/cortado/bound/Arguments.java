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
  static int fit(Value value, Class<?> type) {
    if (type == Object.class || type == Value.class) {
      return 1;
    }
    if (value.isNull()) {
      return type.isPrimitive() ? 0 : 2;
    }
    if (value.isHostObject()) {
      Object object = value.asHostObject();
      return object instanceof ExactNumber ? number(type, false) : type.isInstance(object) ? 3 : convertible(type);
    }
    if (value.isBoolean()) {
      return type == boolean.class || type == Boolean.class ? 3 : 0;
    }
    if (value.isNumber()) {
      return number(type, value.fitsInLong());
    }
    if (value.isString()) {
      return type.isAssignableFrom(String.class) ? 3
          : type == char.class || type == Character.class ? value.asString().length() == 1 ? 2 : 0
          : convertible(type);
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
  @Nullable Object of(Value value, Class<?> type, Type generic) {
    if (type == Value.class) {
      return value;
    }
    if (type == Optional.class) {
      Type content = generic instanceof ParameterizedType known ? known.getActualTypeArguments()[0] : Object.class;
      return Optional.ofNullable(of(value, json.raw(content), content));
    }
    if (value.isNull()) {
      return null;
    }
    if (value.isHostObject()) {
      Object object = value.asHostObject();
      Object plain = object instanceof ExactNumber exact ? exact.number() : object;
      return type.isInstance(plain) ? plain : json.convert(plain, generic);
    }
    if (value.isString() && type.isAssignableFrom(String.class)) {
      return value.asString();
    }
    if (value.canExecute() && Callbacks.isFunctional(type)) {
      return callbacks.of(value, type);
    }
    if (value.isInstant() && (type == Instant.class || type == Date.class)) {
      return type == Date.class ? Date.from(value.asInstant()) : value.asInstant();
    }
    if (value.isBoolean() && type == Object.class) {
      return value.asBoolean();
    }
    if (value.isNumber()) {
      return number(value, type, generic);
    }
    if (type == byte[].class && value.hasMember("byteOffset")) {
      return bytes(value);
    }
    return read(value, generic);
  }

  private Object number(Value value, Class<?> type, Type generic) {
    if (type == Object.class || type == Number.class) {
      return value.fitsInInt() ? (Object) value.asInt() : value.fitsInLong() ? (Object) value.asLong() : value.asDouble();
    }
    if (type == double.class || type == Double.class) {
      return value.asDouble();
    }
    if (type == long.class || type == Long.class) {
      return value.asLong();
    }
    return type == int.class || type == Integer.class ? value.asInt() : read(value, generic);
  }

  /** The bytes of a Buffer or another view. */
  private static byte[] bytes(Value view) {
    byte[] bytes = new byte[view.getMember("byteLength").asInt()];
    view.getMember("buffer").readBuffer(view.getMember("byteOffset").asLong(), bytes, 0, bytes.length);
    return bytes;
  }

  private Object read(Value value, Type type) {
    // JSON has no word for a BigInt.
    Value text = value.fitsInBigInteger() ? Value.asValue(value.asBigInteger().toString()) : stringify.execute(value);
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
