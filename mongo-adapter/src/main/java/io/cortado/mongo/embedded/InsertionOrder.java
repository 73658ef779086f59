package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Numbers as the keys of a collection's documents, rising by one, so that the file's order is that of the inserts. Runs
 * on the server's thread.
 */
final class InsertionOrder {

  /** In a collection's statistics: its keys are numbers. Files of earlier versions have the documents' ids there. */
  private static final String MARK = "insertionOrder";

  private InsertionOrder() {}

  /** The key of the document that is inserted now. */
  static Object next(MVMap<Object, ?> documents) {
    Object last = documents.lastKey();
    return last == null ? 0L : (Long) last + 1;
  }

  /**
   * Renumbers a collection of an earlier version's file, in the order that it had there. The indexes point at the keys,
   * so those whose map's name begins with the prefix are rewritten with it.
   */
  static void establish(
      MVStore store, MVMap<Object, Document> documents, MVMap<String, Object> statistics, String indexPrefix) {
    if (statistics.containsKey(MARK)) {
      return;
    }
    Map<Object, Object> renumbered = new TreeMap<>(documents.getKeyType());
    List<Entry<Object, Document>> before = List.copyOf(documents.entrySet());
    documents.clear();
    for (Entry<Object, Document> document : before) {
      Object key = next(documents);
      documents.put(key, document.getValue());
      renumbered.put(document.getKey(), key);
    }
    if (!renumbered.isEmpty()) {
      for (String name : List.copyOf(store.getMapNames())) {
        if (name.startsWith(indexPrefix)) {
          MVMap<KeyValue, Object> index = store.openMap(name);
          for (Entry<KeyValue, Object> entry : List.copyOf(index.entrySet())) {
            Object key = renumbered.get(entry.getValue());
            if (key == null) {
              index.remove(entry.getKey());
            } else {
              index.put(entry.getKey(), key);
            }
          }
        }
      }
    }
    statistics.put(MARK, true);
  }
}
