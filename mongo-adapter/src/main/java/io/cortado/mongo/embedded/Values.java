package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of BSON values under a collation; missing and null are equal. Runs on the server's thread. */
final class Values implements Comparator<@Nullable Object> {

  private static final int NULL = 2;
  private static final int OTHER = 13;

  private final Collation collation;

  Values(Collation collation) {
    this.collation = collation;
  }

  /** The place of a value's type in the order of types; numbers of all kinds share one. */
  static int typeOrder(@Nullable Object value) {
    return switch (value) {
      case MinKey key -> 1;
      case null -> NULL;
      case Missing missing -> NULL;
      case Number number -> 3;
      case String text -> 4;
      case Document document -> 5;
      case Collection<?> list -> 6;
      case BinData data -> 7;
      case UUID uuid -> 7;
      case LegacyUUID uuid -> 7;
      case ObjectId id -> 8;
      case Boolean bool -> 9;
      case Instant date -> 10;
      case BsonTimestamp timestamp -> 11;
      case BsonRegularExpression regex -> 12;
      case MaxKey key -> 14;
      default -> OTHER;
    };
  }

  static boolean isNaN(@Nullable Object value) {
    return value instanceof Double number && number.isNaN() || value instanceof Float real && real.isNaN();
  }

  boolean areEqual(@Nullable Object one, @Nullable Object other) {
    return typeOrder(one) == typeOrder(other) && compare(one, other) == 0;
  }

  @Override
  public int compare(@Nullable Object one, @Nullable Object other) {
    int types = Integer.compare(typeOrder(one), typeOrder(other));
    if (types != 0 || one == other || typeOrder(one) == NULL || one == null || other == null) {
      return types;
    }
    return switch (one) {
      case String text when other instanceof String second -> collation.compare(text, second);
      case Document document when other instanceof Document second -> documents(document, second);
      case Collection<?> list when other instanceof Collection<?> second -> lists(list, second);
      case BsonRegularExpression regex when other instanceof BsonRegularExpression second -> regexes(regex, second);
      case MinKey key -> 0;
      case MaxKey key -> 0;
      default -> others(one, other);
    };
  }

  private static int others(Object one, Object other) {
    boolean known = typeOrder(one) != OTHER && (one instanceof Number || one.getClass() == other.getClass());
    if (known) {
      return ValueComparator.ascWithoutListHandling().compare(one, other);
    }
    int classes = one.getClass().getName().compareTo(other.getClass().getName());
    return classes != 0 ? classes : one.toString().compareTo(other.toString());
  }

  private int documents(Document one, Document other) {
    Iterator<Map.Entry<String, Object>> left = one.entrySet().iterator();
    Iterator<Map.Entry<String, Object>> right = other.entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<String, Object> first = left.next();
      Map.Entry<String, Object> second = right.next();
      int result = Integer.compare(typeOrder(first.getValue()), typeOrder(second.getValue()));
      result = result != 0 ? result : first.getKey().compareTo(second.getKey());
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
