package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Errors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that a query wants to be equal to something, which an upsert inserts. */
final class Equalities {

  private final Map<String, @Nullable Object> found = new LinkedHashMap<>();

  static Map<String, @Nullable Object> of(Document query) {
    Equalities equalities = new Equalities();
    equalities.collect(query);
    return equalities.found;
  }

  private void collect(Document query) {
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      String name = entry.getKey();
      Object value = entry.getValue();
      if (name.equals("$and") && value instanceof List<?> parts) {
        parts.forEach(part -> collect((Document) part));
      } else if (name.equals("$or") && value instanceof List<?> parts && parts.size() == 1) {
        collect((Document) parts.getFirst());
      } else if (!name.startsWith("$")) {
        field(name, value);
      }
    }
  }

  private void field(String path, @Nullable Object condition) {
    if (!FilterParser.isOperators(condition)) {
      equal(path, condition);
    } else if (condition instanceof Document operators) {
      for (Map.Entry<String, Object> entry : operators.entrySet()) {
        Object operand = entry.getValue();
        boolean single = operand instanceof List<?> list && list.size() == 1;
        switch (entry.getKey()) {
          case "$eq" -> equal(path, operand);
          case "$in", "$all" -> {
            if (single && operand instanceof List<?> list && !FilterParser.isOperators(list.getFirst())) {
              equal(path, list.getFirst());
            }
          }
          default -> {}
        }
      }
    }
  }

  private void equal(String path, @Nullable Object value) {
    if (value instanceof BsonRegularExpression) {
      return;
    }
    for (String other : found.keySet()) {
      if (other.equals(path)) {
        throw Errors.of(54, "cannot infer query fields to set, path '" + path + "' is matched twice");
      }
      if (other.startsWith(path + ".") || path.startsWith(other + ".")) {
        throw Errors.of(
            54, "cannot infer query fields to set, both paths '" + path + "' and '" + other + "' are matched");
      }
    }
    found.put(path, value);
  }
}
