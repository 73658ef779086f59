package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.cortado.mongo.embedded.value.Collation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that the order of the bytes is BSON's order of the values, and equal values have equal bytes. No
 * value's bytes begin with another's, so that several follow one another. Runs on the server's thread.
 */
public final class KeyWriter {

  /** The type of an empty array at the end of a path, which is less than null. */
  static final int UNDEFINED = 0x0F;

  static final int NULL = 0x14;
  static final int NUMBER = 0x1E;
  static final int STRING = 0x28;
  static final int OBJECT = 0x32;
  static final int ARRAY = 0x3C;
  static final int OBJECT_ID = 0x50;
  static final int BOOLEAN = 0x5A;
  static final int DATE = 0x64;
  static final int REGEX = 0x78;
  static final int MAX_KEY = 0xF0;

  private static final int MIN_KEY = 0x0A;
  private static final int BINARY = 0x46;
  private static final int TIMESTAMP = 0x6E;
  private static final int CODE = 0x82;

  private static final int LESS = 0x70;
  private static final int EXACT = 0x80;
  private static final int MORE = 0x90;
  private static final int ROUNDS = 3;

  private final Collation collation;
  private byte[] bytes = new byte[64];
  private int at;

  public KeyWriter(Collation collation) {
    this.collation = collation;
  }

  Collation collation() {
    return collation;
  }

  KeyWriter reset() {
    at = 0;
    return this;
  }

  int size() {
    return at;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, at);
  }

  /** The bytes of one value. */
  byte[] of(@Nullable Object value) {
    return reset().value(value).toBytes();
  }

  /** Turns round the order of what was written from a position on. */
  void invert(int from) {
    for (int i = from; i < at; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  KeyWriter raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, at, more.length);
    at += more.length;
    return this;
  }

  KeyWriter int64(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) (value >>> shift);
    }
    return this;
  }

  KeyWriter int8(int value) {
    room(1);
    bytes[at++] = (byte) value;
    return this;
  }

  private void room(int count) {
    if (bytes.length - at < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
    }
  }

  /** The type that a value of this kind begins with. */
  static int type(@Nullable Object value) {
    // By conditions, which are faster than patterns before they are compiled.
    if (value instanceof String) {
      return STRING;
    }
    if (value instanceof Number) {
      return NUMBER;
    }
    if (value == null) {
      return NULL;
    }
    if (value instanceof ObjectId) {
      return OBJECT_ID;
    }
    return rareType(value);
  }

  private static int rareType(Object value) {
    return switch (value) {
      case Missing missing -> NULL;
      case Map<?, ?> document -> OBJECT;
      case Collection<?> list -> ARRAY;
      case Boolean bool -> BOOLEAN;
      case Instant date -> DATE;
      case BinData data -> BINARY;
      case UUID uuid -> BINARY;
      case LegacyUUID uuid -> BINARY;
      case BsonTimestamp timestamp -> TIMESTAMP;
      case BsonRegularExpression regex -> REGEX;
      case BsonJavaScript code -> CODE;
      case MinKey key -> MIN_KEY;
      case MaxKey key -> MAX_KEY;
      case Undefined undefined -> UNDEFINED;
      default -> throw new IllegalArgumentException("no key for " + value.getClass());
    };
  }

  /** What an empty array is in an index. */
  enum Undefined {
    VALUE
  }

  KeyWriter value(@Nullable Object value) {
    int8(type(value));
    content(value);
    return this;
  }

  private void content(@Nullable Object value) {
    if (value instanceof String text) {
      text(collation.key(text), !collation.isSimple());
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof ObjectId id) {
      raw(id.toByteArray());
    } else if (value != null) {
      rareContent(value);
    }
  }

  private void rareContent(Object value) {
    switch (value) {
      case Map<?, ?> document -> document(document);
      case Collection<?> list -> {
        list.forEach(this::value);
        int8(0);
      }
      case Boolean bool -> int8(bool ? 1 : 0);
      case Instant date -> int64(date.toEpochMilli() ^ Long.MIN_VALUE);
      case BinData data -> binary(0, data.getData());
      case UUID uuid -> uuid(4, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      case LegacyUUID legacy -> {
        UUID uuid = legacy.getUuid();
        uuid(3, Long.reverseBytes(uuid.getMostSignificantBits()), Long.reverseBytes(uuid.getLeastSignificantBits()));
      }
      case BsonTimestamp timestamp -> int64(timestamp.getValue());
      case BsonRegularExpression regex -> {
        text(regex.getPattern(), false);
        text(regex.getOptions() == null ? "" : regex.getOptions(), false);
      }
      case BsonJavaScript code -> text(code.getCode(), false);
      default -> {}
    }
  }

  private void document(Map<?, ?> document) {
    document.forEach(
        (name, value) -> {
          int8(type(value));
          text(String.valueOf(name), false);
          content(value);
        });
    int8(0);
  }

  private void binary(int subtype, byte[] data) {
    int64((long) data.length << 8 | subtype);
    raw(data);
  }

  private void uuid(int subtype, long first, long second) {
    int64(16L << 8 | subtype);
    int64(first);
    int64(second);
  }

  /** A zero within is followed by 255, so that the end is less than anything that goes on. */
  private void text(String text, boolean latin) {
    byte[] encoded = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    room(encoded.length * 2 + 2);
    for (byte one : encoded) {
      bytes[at++] = one;
      if (one == 0) {
        bytes[at++] = (byte) 0xFF;
      }
    }
    bytes[at++] = 0;
    bytes[at++] = 0;
  }

  /** The nearest double, and after it how the exact value differs from it. */
  private void number(Number number) {
    if (number instanceof Long whole) {
      double near = whole.doubleValue();
      if ((long) near == whole && near != 0x1p63) {
        exact(near);
      } else {
        sortable(near);
        remainder(new BigDecimal(whole).subtract(new BigDecimal(near)), 1);
      }
    } else if (number instanceof Decimal128 decimal) {
      decimal(decimal);
    } else {
      exact(number.doubleValue());
    }
  }

  private void exact(double value) {
    sortable(value);
    int8(EXACT);
  }

  private void decimal(Decimal128 decimal) {
    double near = decimal.doubleValue();
    boolean special =
        decimal.equals(Decimal128.NaN)
            || decimal.equals(Decimal128.POSITIVE_INFINITY)
            || decimal.equals(Decimal128.NEGATIVE_INFINITY)
            || decimal.equals(Decimal128.NEGATIVE_ZERO);
    if (special) {
      exact(near);
      return;
    }
    BigDecimal value = decimal.toBigDecimal();
    if (Double.isInfinite(near)) {
      beyond(value);
    } else {
      sortable(near);
      remainder(value.subtract(new BigDecimal(near)), 1);
    }
  }

  /** A decimal that no double is near to: the largest one, and by how much it is passed. */
  private void beyond(BigDecimal value) {
    sortable(value.signum() * Double.MAX_VALUE);
    int start = at;
    int8(0xA0);
    int64((long) value.precision() - value.scale());
    sortable(value.abs().movePointLeft(value.precision() - value.scale()).doubleValue());
    if (value.signum() < 0) {
      invert(start);
    }
  }

  private void remainder(BigDecimal rest, int round) {
    if (rest.signum() == 0) {
      int8(EXACT);
      return;
    }
    int8(rest.signum() < 0 ? LESS : MORE);
    double near = rest.doubleValue();
    sortable(near);
    if (round < ROUNDS) {
      remainder(rest.subtract(new BigDecimal(near)), round + 1);
    }
  }

  private void sortable(double value) {
    if (Double.isNaN(value)) {
      int64(0);
      return;
    }
    long bits = Double.doubleToRawLongBits(value == 0 ? 0.0 : value);
    int64(bits < 0 ? ~bits : bits | Long.MIN_VALUE);
  }
}
