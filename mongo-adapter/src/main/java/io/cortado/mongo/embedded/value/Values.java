package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of BSON values under a collation; missing and null are equal. Called from any thread. */
public final class Values implements Comparator<@Nullable Object> {

  /** By the bytes of strings. */
  public static final Values SIMPLE = new Values(Collation.SIMPLE);

  private static final int NULL = 2;
  private static final int NUMBER = 3;
  private static final int STRING = 4;
  private static final int OTHER = 13;

  private final Collation collation;

  public Values(Collation collation) {
    this.collation = collation;
  }

  public static Values of(Collation collation) {
    return collation.isSimple() ? SIMPLE : new Values(collation);
  }

  public Collation collation() {
    return collation;
  }

  /** The place of a value's type in the order of types; numbers of all kinds share one. */
  public static int typeOrder(@Nullable Object value) {
    // Not a switch by patterns, which costs ten times as much before it is compiled.
    if (value == null) {
      return NULL;
    }
    if (value instanceof String) {
      return STRING;
    }
    if (value instanceof Number) {
      return NUMBER;
    }
    if (value instanceof Document) {
      return 5;
    }
    if (value instanceof Collection<?>) {
      return 6;
    }
    if (value instanceof ObjectId) {
      return 8;
    }
    if (value instanceof Boolean) {
      return 9;
    }
    if (value instanceof Instant) {
      return 10;
    }
    return value instanceof Missing ? NULL : rareTypeOrder(value);
  }

  private static int rareTypeOrder(Object value) {
    return switch (value) {
      case BinData data -> 7;
      case UUID uuid -> 7;
      case LegacyUUID uuid -> 7;
      case BsonTimestamp timestamp -> 11;
      case BsonRegularExpression regex -> 12;
      case MinKey key -> 1;
      case MaxKey key -> 14;
      default -> OTHER;
    };
  }

  public static boolean isNaN(@Nullable Object value) {
    return value instanceof Number number && Numbers.isNaN(number);
  }

  public boolean areEqual(@Nullable Object one, @Nullable Object other) {
    return compare(one, other) == 0;
  }

  /** The same with a missing value below null, as expressions compare. */
  public int compareWithMissing(@Nullable Object one, @Nullable Object other) {
    boolean left = one instanceof Missing;
    boolean right = other instanceof Missing;
    if (left || right) {
      int type = left ? typeOrder(other) : typeOrder(one);
      return type == 1 ? (left ? 1 : -1) : Boolean.compare(right, left);
    }
    return compare(one, other);
  }

  @Override
  public int compare(@Nullable Object one, @Nullable Object other) {
    int type = typeOrder(one);
    int types = Integer.compare(type, typeOrder(other));
    if (types != 0 || one == other || type == NULL || one == null || other == null) {
      return types;
    }
    if (type == NUMBER) {
      return Numbers.compare((Number) one, (Number) other);
    }
    return type == STRING ? collation.compare((String) one, (String) other) : compareOthers(one, other);
  }

  private int compareOthers(Object one, Object other) {
    return switch (one) {
      case Document document -> documents(document, (Document) other);
      case Collection<?> list -> lists(list, (Collection<?>) other);
      case ObjectId id -> Arrays.compareUnsigned(id.toByteArray(), ((ObjectId) other).toByteArray());
      case Boolean bool -> Boolean.compare(bool, (Boolean) other);
      case Instant date -> date.compareTo((Instant) other);
      case BsonTimestamp timestamp -> Long.compareUnsigned(timestamp.getValue(), ((BsonTimestamp) other).getValue());
      case BsonRegularExpression regex -> regexes(regex, (BsonRegularExpression) other);
      case BsonJavaScript code when other instanceof BsonJavaScript second ->
          Collation.SIMPLE.compare(code.getCode(), second.getCode());
      case MinKey key -> 0;
      case MaxKey key -> 0;
      default -> binaries(one, other);
    };
  }

  private static int binaries(Object one, Object other) {
    byte[] left = bytes(one);
    byte[] right = bytes(other);
    int result = Integer.compare(left.length, right.length);
    result = result != 0 ? result : Integer.compare(subtype(one), subtype(other));
    return result != 0 ? result : Arrays.compareUnsigned(left, right);
  }

  private static int subtype(Object value) {
    return value instanceof UUID ? 4 : value instanceof LegacyUUID ? 3 : 0;
  }

  /** The bytes of a binary value. */
  public static byte[] bytes(Object value) {
    return switch (value) {
      case BinData data -> data.getData();
      case UUID uuid -> words(uuid, ByteOrder.BIG_ENDIAN);
      case LegacyUUID legacy -> words(legacy.getUuid(), ByteOrder.LITTLE_ENDIAN);
      default -> new byte[0];
    };
  }

  private static byte[] words(UUID uuid, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(16).order(order);
    return buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
  }

  private int documents(Document one, Document other) {
    Iterator<Map.Entry<String, Object>> left = one.entrySet().iterator();
    Iterator<Map.Entry<String, Object>> right = other.entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<String, Object> first = left.next();
      Map.Entry<String, Object> second = right.next();
      int result = Integer.compare(typeOrder(first.getValue()), typeOrder(second.getValue()));
      result = result != 0 ? result : Collation.bytewise(first.getKey(), second.getKey());
      result = result != 0 ? result : compare(first.getValue(), second.getValue());
      if (result != 0) {
        return result;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private int lists(Collection<?> one, Collection<?> other) {
    Iterator<?> left = one.iterator();
    Iterator<?> right = other.iterator();
    while (left.hasNext() && right.hasNext()) {
      int result = compare(left.next(), right.next());
      if (result != 0) {
        return result;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static int regexes(BsonRegularExpression one, BsonRegularExpression other) {
    int patterns = one.getPattern().compareTo(other.getPattern());
    return patterns != 0 ? patterns : options(one).compareTo(options(other));
  }

  private static String options(BsonRegularExpression regex) {
    return regex.getOptions() == null ? "" : regex.getOptions();
  }
}
