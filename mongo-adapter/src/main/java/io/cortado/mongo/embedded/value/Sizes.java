package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
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

/** How many bytes values have as BSON. Called from any thread. */
public final class Sizes {

  public static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  private static final int FRAME = 5;

  private Sizes() {}

  public static long of(Document document) {
    long size = FRAME;
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      size += 2 + text(entry.getKey()) + value(entry.getValue());
    }
    return size;
  }

  private static long list(Collection<?> list) {
    long size = FRAME;
    int index = 0;
    for (Object element : list) {
      size += 2 + digits(index++) + value(element);
    }
    return size;
  }

  private static int digits(int index) {
    int digits = 1;
    for (int rest = index; rest > 9; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static long value(@Nullable Object value) {
    // Not a switch by patterns, which costs ten times as much before it is compiled.
    if (value instanceof String text) {
      return FRAME + text(text);
    }
    if (value instanceof Integer) {
      return 4;
    }
    if (value instanceof Document document) {
      return of(document);
    }
    if (value instanceof Collection<?> list) {
      return list(list);
    }
    if (value instanceof Double || value instanceof Long || value instanceof Instant) {
      return 8;
    }
    return value == null ? 0 : rare(value);
  }

  private static long rare(Object value) {
    return switch (value) {
      case Boolean bool -> 1;
      case Decimal128 number -> 16;
      case ObjectId id -> 12;
      case BinData data -> FRAME + data.getData().length;
      case UUID uuid -> FRAME + 16;
      case LegacyUUID uuid -> FRAME + 16;
      case BsonRegularExpression regex ->
          2 + text(regex.getPattern()) + (regex.getOptions() == null ? 0 : text(regex.getOptions()));
      case BsonJavaScript code -> FRAME + text(code.getCode());
      case MinKey key -> 0;
      case MaxKey key -> 0;
      default -> 8;
    };
  }

  private static long text(String text) {
    long size = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a surrogate pair is two of its four bytes.
        size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return size;
  }
}
