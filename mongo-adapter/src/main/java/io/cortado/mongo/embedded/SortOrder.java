package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Collation;
import java.util.Comparator;
import java.util.IdentityHashMap;

/** The storage library's order of documents under a collation: it sees each string as its key. */
final class SortOrder {

  private SortOrder() {}

  static Comparator<Document> collated(Comparator<Document> order, Collation collation) {
    if (collation.isSimple()) {
      return order;
    }
    IdentityHashMap<Document, Document> folded = new IdentityHashMap<>();
    return Comparator.comparing(
        document -> folded.computeIfAbsent(document, key -> (Document) collation.folded(key)), order);
  }
}
