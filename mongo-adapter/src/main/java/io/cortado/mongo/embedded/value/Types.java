package io.cortado.mongo.embedded.value;

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
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The names and numbers of BSON's types. Called from any thread. */
public final class Types {

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("double", 1),
          Map.entry("string", 2),
          Map.entry("object", 3),
          Map.entry("array", 4),
          Map.entry("binData", 5),
          Map.entry("undefined", 6),
          Map.entry("objectId", 7),
          Map.entry("bool", 8),
          Map.entry("date", 9),
          Map.entry("null", 10),
          Map.entry("regex", 11),
          Map.entry("dbPointer", 12),
          Map.entry("javascript", 13),
          Map.entry("symbol", 14),
          Map.entry("javascriptWithScope", 15),
          Map.entry("int", 16),
          Map.entry("timestamp", 17),
          Map.entry("long", 18),
          Map.entry("decimal", 19),
          Map.entry("minKey", -1),
          Map.entry("maxKey", 127));

  private Types() {}

  /** The type's name as {@code $type} has it. */
  public static String name(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Missing missing -> "missing";
      case Integer number -> "int";
      case Double number -> "double";
      case Long number -> "long";
      case Decimal128 number -> "decimal";
      case String text -> "string";
      case Document document -> "object";
      case Collection<?> list -> "array";
      case ObjectId id -> "objectId";
      case Boolean bool -> "bool";
      case Instant date -> "date";
      case BinData data -> "binData";
      case UUID uuid -> "binData";
      case LegacyUUID uuid -> "binData";
      case BsonTimestamp timestamp -> "timestamp";
      case BsonRegularExpression regex -> "regex";
      case BsonJavaScript code -> "javascript";
      case MinKey key -> "minKey";
      case MaxKey key -> "maxKey";
      default -> "double";
    };
  }

  /** The number of a type's name; null for a name that is none. */
  public static @Nullable Integer number(String name) {
    return NUMBERS.get(name);
  }

  /** The number of the value's type; 0 for one that is missing. */
  public static int number(@Nullable Object value) {
    return NUMBERS.getOrDefault(name(value), 0);
  }

  /** The name of a type's number; null for a number that is none. */
  public static @Nullable String nameOf(int number) {
    for (Map.Entry<String, Integer> entry : NUMBERS.entrySet()) {
      if (entry.getValue() == number) {
        return entry.getKey();
      }
    }
    return null;
  }

  public static boolean isNumber(int number) {
    return NUMBERS.containsValue(number);
  }

  public static boolean isNullish(@Nullable Object value) {
    return value == null || value instanceof Missing;
  }

  /** What counts as true in a condition. */
  public static boolean isTrue(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return Numbers.isWhole(number) ? number.longValue() != 0 : number.doubleValue() != 0;
    }
    return !isNullish(value);
  }
}
