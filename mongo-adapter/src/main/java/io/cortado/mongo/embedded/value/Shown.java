package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as MongoDB writes them into the texts of errors. Called from any thread. */
public final class Shown {

  private Shown() {}

  public static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Missing missing -> "MISSING";
      case String text -> "\"" + text + "\"";
      case Double number -> number(number);
      case Decimal128 number -> number.toString();
      case Document document -> document(document);
      case Collection<?> list -> list(list);
      case ObjectId id -> "ObjectId('" + id.getHexData() + "')";
      case Instant date -> "new Date(" + date.toEpochMilli() + ")";
      case BsonTimestamp stamp -> "Timestamp(" + stamp.getTime() + ", " + stamp.getInc() + ")";
      case BsonRegularExpression regex ->
          "/" + regex.getPattern() + "/" + (regex.getOptions() == null ? "" : regex.getOptions());
      case MinKey key -> "MinKey";
      case MaxKey key -> "MaxKey";
      default -> value.toString();
    };
  }

  /** A double, always with its point. */
  public static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number) + ".0"
        : Double.toString(number);
  }

  private static String document(Document document) {
    if (document.isEmpty()) {
      return "{}";
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      parts.add(entry.getKey() + ": " + value(entry.getValue()));
    }
    return "{ " + String.join(", ", parts) + " }";
  }

  private static String list(Collection<?> list) {
    if (list.isEmpty()) {
      return "[]";
    }
    List<String> parts = new ArrayList<>();
    list.forEach(part -> parts.add(value(part)));
    return "[ " + String.join(", ", parts) + " ]";
  }

  /** One field, as {@code {a: 1}}. */
  public static String field(String name, @Nullable Object value) {
    return "{" + name + ": " + value(value) + "}";
  }
}
