package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A compiled stage. It can be run again and again; what it keeps belongs to one run. */
@FunctionalInterface
interface Stage {

  Iterator<Document> apply(Iterator<Document> input);

  static List<Document> list(Iterator<Document> input) {
    List<Document> result = new ArrayList<>();
    input.forEachRemaining(result::add);
    return result;
  }
}
