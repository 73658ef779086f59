package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.SortOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Divides documents by the value of an expression; the parts are in the order of their values. */
final class Partitions {

  private Partitions() {}

  static List<List<Document>> of(
      Iterator<Document> input, @Nullable Expression by, @Nullable SortOrder order, Context context) {
    Map<@Nullable Object, List<Document>> parts = new TreeMap<>(context.values());
    while (input.hasNext()) {
      Document document = input.next();
      Object key = by == null ? null : by.evaluate(context.scope().of(document));
      if (key instanceof Collection<?>) {
        throw Errors.typeMismatch("An expression used to partition cannot evaluate to value of type array");
      }
      parts.computeIfAbsent(key instanceof Missing ? null : key, each -> new ArrayList<>()).add(document);
    }
    List<List<Document>> result = new ArrayList<>();
    parts.values().forEach(part -> result.add(order == null ? part : order.sorted(part)));
    return result;
  }
}
