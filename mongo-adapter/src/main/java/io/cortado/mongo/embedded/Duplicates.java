package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which keys the duplicate-key errors of the current command are about, because the storage library's error
 * carries only text. Runs on the server's thread.
 */
final class Duplicates {

  static final int CODE = 11000;

  private record Keys(Document pattern, Document values) {}

  private final Map<String, Keys> byMessage = new HashMap<>();

  void clear() {
    byMessage.clear();
  }

  void remember(String message, List<IndexKey> keys, KeyValue values) {
    Document pattern = new Document();
    Document value = new Document();
    for (int i = 0; i < keys.size(); i++) {
      pattern.put(keys.get(i).getKey(), keys.get(i).isAscending() ? 1 : -1);
      Object part = values.get(i);
      value.put(keys.get(i).getKey(), part instanceof de.bwaldvogel.mongo.backend.Missing ? null : part);
    }
    byMessage.put(message, new Keys(pattern, value));
  }

  /** Adds {@code keyPattern} and {@code keyValue} to an error about a duplicate key. */
  void complete(Document error) {
    if (!Integer.valueOf(CODE).equals(error.get("code")) || !(error.get("errmsg") instanceof String message)) {
      return;
    }
    byMessage.forEach(
        (known, keys) -> {
          if (message.endsWith(known)) {
            error.put("codeName", "DuplicateKey");
            error.put("keyPattern", keys.pattern());
            error.put("keyValue", keys.values());
          }
        });
  }
}
