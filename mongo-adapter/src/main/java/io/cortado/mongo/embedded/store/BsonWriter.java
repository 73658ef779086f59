package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes documents as BSON into an array that grows; {@link Bson} in one goes in as the bytes it has. One thread. */
public final class BsonWriter {

  private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_SIZE = 512;
  private static final int GENERIC = 0;
  private static final int OLD_UUID = 3;
  private static final int UUID_SUBTYPE = 4;

  private byte[] bytes;
  private int at;

  public BsonWriter() {
    this.bytes = new byte[FIRST_SIZE];
  }

  /** The BSON of one document. */
  public static byte[] bytesOf(Map<String, ?> document) {
    BsonWriter writer = new BsonWriter();
    writer.document(document);
    return Arrays.copyOf(writer.bytes, writer.at);
  }

  /** What was written; valid up to {@link #size} and until the next call. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return at;
  }

  /** Begins anew. */
  public BsonWriter reset() {
    at = 0;
    return this;
  }

  private void room(int count) {
    if (bytes.length - at < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
    }
  }

  public void document(Map<String, ?> document) {
    int start = at;
    int32(0);
    for (Map.Entry<String, ?> entry : document.entrySet()) {
      element(entry.getKey(), entry.getValue());
    }
    end(start);
  }

  /** A document that begins here, of whatever kind. */
  public void whole(Object document) {
    value(document);
  }

  private void end(int start) {
    int8(0);
    INTS.set(bytes, start, at - start);
  }

  private void list(Collection<?> list) {
    int start = at;
    int32(0);
    int index = 0;
    for (Object value : list) {
      element(Integer.toString(index++), value);
    }
    end(start);
  }

  private void element(String name, @Nullable Object value) {
    int typeAt = at;
    int8(0);
    name(name);
    // The array may be another one after the value was written.
    int type = value(value);
    bytes[typeAt] = (byte) type;
  }

  /** Writes a value and returns its type. By conditions, which are faster than patterns before they are compiled. */
  private int value(@Nullable Object value) {
    if (value instanceof String text) {
      text(text);
      return 0x02;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value == null) {
      return 0x0A;
    }
    if (value instanceof ObjectId id) {
      raw(id.toByteArray());
      return 0x07;
    }
    if (value instanceof Document document) {
      document(document);
      return 0x03;
    }
    if (value instanceof Bson bson) {
      raw(bson.bytes());
      return 0x03;
    }
    if (value instanceof Collection<?> list) {
      list(list);
      return 0x04;
    }
    if (value instanceof Boolean bool) {
      int8(bool ? 1 : 0);
      return 0x08;
    }
    if (value instanceof Instant date) {
      int64(date.toEpochMilli());
      return 0x09;
    }
    return rare(value);
  }

  private int number(Number number) {
    if (number instanceof Integer whole) {
      int32(whole);
      return 0x10;
    }
    if (number instanceof Long whole) {
      int64(whole);
      return 0x12;
    }
    if (number instanceof Decimal128 decimal) {
      int64(decimal.getLow());
      int64(decimal.getHigh());
      return 0x13;
    }
    int64(Double.doubleToRawLongBits(number.doubleValue()));
    return 0x01;
  }

  private int rare(Object value) {
    return switch (value) {
      case BinData data -> {
        binary(GENERIC, data.getData());
        yield 0x05;
      }
      case UUID uuid -> {
        uuid(UUID_SUBTYPE, Long.reverseBytes(uuid.getMostSignificantBits()),
            Long.reverseBytes(uuid.getLeastSignificantBits()));
        yield 0x05;
      }
      case LegacyUUID legacy -> {
        UUID uuid = legacy.getUuid();
        uuid(OLD_UUID, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        yield 0x05;
      }
      case BsonTimestamp timestamp -> {
        int64(timestamp.getValue());
        yield 0x11;
      }
      case BsonRegularExpression regex -> {
        name(regex.getPattern());
        name(regex.getOptions() == null ? "" : regex.getOptions());
        yield 0x0B;
      }
      case BsonJavaScript code -> {
        text(code.getCode());
        yield 0x0D;
      }
      case Map<?, ?> map -> {
        @SuppressWarnings("unchecked")
        Map<String, ?> document = (Map<String, ?>) map;
        document(document);
        yield 0x03;
      }
      case MinKey key -> 0xFF;
      case MaxKey key -> 0x7F;
      case Missing missing -> 0x0A;
      default -> throw new IllegalArgumentException("unexpected value of " + value.getClass());
    };
  }

  private void binary(int subtype, byte[] data) {
    int32(data.length);
    int8(subtype);
    raw(data);
  }

  private void uuid(int subtype, long first, long second) {
    int32(16);
    int8(subtype);
    int64(first);
    int64(second);
  }

  private void raw(byte[] data) {
    room(data.length);
    System.arraycopy(data, 0, bytes, at, data.length);
    at += data.length;
  }

  public void int8(int value) {
    room(1);
    bytes[at++] = (byte) value;
  }

  public void int32(int value) {
    room(4);
    INTS.set(bytes, at, value);
    at += 4;
  }

  public void int64(long value) {
    room(8);
    LONGS.set(bytes, at, value);
    at += 8;
  }

  public void int32At(int position, int value) {
    INTS.set(bytes, position, value);
  }

  private void text(String text) {
    int start = at;
    int32(0);
    characters(text);
    int8(0);
    INTS.set(bytes, start, at - start - 4);
  }

  private void name(String text) {
    characters(text);
    int8(0);
  }

  private void characters(String text) {
    int length = text.length();
    room(length);
    byte[] target = bytes;
    int position = at;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        raw(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      target[position + i] = (byte) c;
    }
    at = position + length;
  }
}
