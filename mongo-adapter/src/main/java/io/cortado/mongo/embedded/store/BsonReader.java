package io.cortado.mongo.embedded.store;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes documents of BSON that was found to be valid. One thread. */
public final class BsonReader {

  private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int at;

  private BsonReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  public static Document read(byte[] bytes) {
    return new BsonReader(bytes, 0).document();
  }

  /** The document that begins at a position. */
  public static Document read(byte[] bytes, int from) {
    return new BsonReader(bytes, from).document();
  }

  private Document document() {
    int end = at + int32() - 1;
    Document document = new Document();
    while (at < end) {
      int type = bytes[at++];
      String name = name();
      document.put(name, value(type));
    }
    at = end + 1;
    return document;
  }

  private List<@Nullable Object> list() {
    int end = at + int32() - 1;
    List<@Nullable Object> list = new ArrayList<>();
    while (at < end) {
      int type = bytes[at++];
      while (bytes[at++] != 0) {
        // The names of an array's elements say nothing.
      }
      list.add(value(type));
    }
    at = end + 1;
    return list;
  }

  private @Nullable Object value(int type) {
    return switch (type) {
      case 0x01 -> Double.longBitsToDouble(int64());
      case 0x02 -> text();
      case 0x03 -> document();
      case 0x04 -> list();
      case 0x05 -> binary();
      case 0x06, 0x0A -> null;
      case 0x07 -> {
        at += 12;
        yield new ObjectId(Arrays.copyOfRange(bytes, at - 12, at));
      }
      case 0x08 -> bytes[at++] != 0;
      case 0x09 -> Instant.ofEpochMilli(int64());
      case 0x0B -> new BsonRegularExpression(name(), name());
      case 0x0D -> new BsonJavaScript(text());
      case 0x10 -> int32();
      case 0x11 -> new BsonTimestamp(int64());
      case 0x12 -> int64();
      case 0x13 -> new Decimal128(int64(), int64());
      case 0x7F -> MaxKey.getInstance();
      case -1 -> MinKey.getInstance();
      default -> throw new IllegalArgumentException("unknown type: 0x" + Integer.toHexString(type & 0xFF));
    };
  }

  private Object binary() {
    int length = int32();
    int subtype = bytes[at++];
    at += length;
    int start = at - length;
    if (length == 16 && subtype == 4) {
      long first = Long.reverseBytes((long) LONGS.get(bytes, start));
      return new UUID(first, Long.reverseBytes((long) LONGS.get(bytes, start + 8)));
    }
    if (length == 16 && subtype == 3) {
      return new LegacyUUID((long) LONGS.get(bytes, start), (long) LONGS.get(bytes, start + 8));
    }
    return new BinData(Arrays.copyOfRange(bytes, start, at));
  }

  private int int32() {
    int value = (int) INTS.get(bytes, at);
    at += 4;
    return value;
  }

  private long int64() {
    long value = (long) LONGS.get(bytes, at);
    at += 8;
    return value;
  }

  private String text() {
    int length = int32();
    at += length;
    return new String(bytes, at - length, length - 1, StandardCharsets.UTF_8);
  }

  private String name() {
    int start = at;
    while (bytes[at] != 0) {
      at++;
    }
    return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
  }
}
