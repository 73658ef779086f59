package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query says about single paths, everything of which must be so. Runs on the server's thread. */
final class Conditions {

  private final Map<String, List<@Nullable Object>> byPath = new LinkedHashMap<>();
  private final List<List<Document>> alternatives = new ArrayList<>();
  private boolean complete = true;

  Conditions(Document query) {
    collect(query);
  }

  private void collect(Document query) {
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      String name = entry.getKey();
      Object value = entry.getValue();
      if (name.equals("$and") && value instanceof List<?> list) {
        for (Object part : list) {
          if (part instanceof Document document) {
            collect(document);
          }
        }
      } else if (name.equals("$or") && value instanceof List<?> list) {
        complete = false;
        List<Document> parts = new ArrayList<>();
        list.forEach(part -> parts.add(part instanceof Document document ? document : new Document()));
        alternatives.add(parts);
      } else if (name.startsWith("$")) {
        complete &= name.equals("$comment");
      } else {
        byPath.computeIfAbsent(name, path -> new ArrayList<>()).add(value);
        elements(name, value);
      }
    }
  }

  /** What one element of an array must be is also so for the array's paths. */
  private void elements(String path, @Nullable Object value) {
    if (value instanceof Document document
        && document.get("$elemMatch") instanceof Document inner
        && !Bounds.isOperators(inner)) {
      complete = false;
      inner.forEach(
          (name, condition) -> {
            if (!name.startsWith("$")) {
              byPath.computeIfAbsent(path + "." + name, key -> new ArrayList<>()).add(condition);
            }
          });
    }
  }

  /** True when the paths say all that the query says. */
  boolean complete() {
    return complete;
  }

  boolean isEmpty() {
    return byPath.isEmpty();
  }

  Set<String> paths() {
    return byPath.keySet();
  }

  @Nullable List<@Nullable Object> at(String path) {
    return byPath.get(path);
  }

  /** The lists of each {@code $or}. */
  List<List<Document>> alternatives() {
    return alternatives;
  }

  /** True when what matches these conditions matches the filter of a partial index, as far as that is easy to see. */
  boolean imply(Document filter) {
    for (Map.Entry<String, Object> entry : filter.entrySet()) {
      boolean implied =
          entry.getKey().equals("$and") && entry.getValue() instanceof List<?> list
              ? list.stream().allMatch(part -> part instanceof Document document && imply(document))
              : implyField(entry.getKey(), entry.getValue());
      if (!implied) {
        return false;
      }
    }
    return true;
  }

  private boolean implyField(String path, @Nullable Object wanted) {
    List<@Nullable Object> given = byPath.get(path);
    if (given == null) {
      return false;
    }
    if (!(wanted instanceof Document operators) || !Bounds.isOperators(wanted)) {
      return given.stream().anyMatch(one -> implies(one, "$eq", wanted));
    }
    return operators.entrySet().stream()
        .allMatch(one -> given.stream().anyMatch(mine -> implies(mine, one.getKey(), one.getValue())));
  }

  private static boolean implies(@Nullable Object mine, String operator, @Nullable Object operand) {
    if (!(mine instanceof Document document) || !Bounds.isOperators(mine)) {
      return implies("$eq", mine, operator, operand);
    }
    return document.entrySet().stream()
        .anyMatch(one -> implies(one.getKey(), one.getValue(), operator, operand));
  }

  private static boolean implies(String mine, @Nullable Object value, String operator, @Nullable Object operand) {
    Values values = Values.SIMPLE;
    if (mine.equals(operator) && values.areEqual(value, operand)) {
      return true;
    }
    if (mine.equals("$in") && value instanceof List<?> list) {
      return !list.isEmpty() && list.stream().allMatch(one -> implies("$eq", one, operator, operand));
    }
    if (operator.equals("$exists")) {
      boolean wanted = Boolean.TRUE.equals(operand) || operand instanceof Number number && number.intValue() != 0;
      return wanted && value != null && Set.of("$eq", "$gt", "$gte", "$lt", "$lte").contains(mine);
    }
    if (value == null || operand == null || Values.typeOrder(value) != Values.typeOrder(operand)
        || Values.isNaN(value) || Values.isNaN(operand) || value instanceof List<?>) {
      return false;
    }
    int order = values.compare(value, operand);
    return switch (operator) {
      case "$gt" -> mine.equals("$gt") && order >= 0 || (mine.equals("$gte") || mine.equals("$eq")) && order > 0;
      case "$gte" -> (mine.equals("$gt") || mine.equals("$gte") || mine.equals("$eq")) && order >= 0;
      case "$lt" -> mine.equals("$lt") && order <= 0 || (mine.equals("$lte") || mine.equals("$eq")) && order < 0;
      case "$lte" -> (mine.equals("$lt") || mine.equals("$lte") || mine.equals("$eq")) && order <= 0;
      default -> false;
    };
  }
}
