package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Regex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the regular expressions of a query: each becomes a {@link Regex}, and {@code $regex} with {@code $options}
 * becomes a part of {@code $in}, which means the same and stands beside other conditions. Runs on the server's thread.
 */
final class Conditions {

  private Conditions() {}

  static @Nullable Object repaired(@Nullable Object query) {
    return query instanceof Document document ? repaired(document) : query;
  }

  static Document repaired(Document query) {
    Document result = new Document();
    List<Object> apart = new ArrayList<>();
    for (String field : query.keySet()) {
      Object condition = query.get(field);
      if (field.startsWith("$")) {
        result.put(field, condition instanceof List<?> list && !field.equals("$expr") ? all(list) : condition);
      } else {
        result.put(field, condition(field, condition, apart));
      }
    }
    if (!apart.isEmpty()) {
      if (result.get("$and") instanceof List<?> already) {
        apart.addAll(already);
      }
      result.put("$and", apart);
    }
    return result;
  }

  /** What {@code $pull} and a projection say about an array's elements: conditions, a query or a value. */
  static @Nullable Object ofElement(@Nullable Object condition) {
    if (condition instanceof BsonRegularExpression regex) {
      return new Document("$in", List.of(Regex.of(regex)));
    }
    return condition instanceof Document document && FilterParser.isOperators(document)
        ? alone(document)
        : repaired(condition);
  }

  private static List<@Nullable Object> all(List<?> queries) {
    List<@Nullable Object> result = new ArrayList<>(queries.size());
    queries.forEach(query -> result.add(repaired(query)));
    return result;
  }

  /** The condition of a field; what cannot be part of it is put {@code apart}. */
  private static @Nullable Object condition(String field, @Nullable Object condition, List<Object> apart) {
    if (condition instanceof BsonRegularExpression regex) {
      return new Document("$in", List.of(Regex.of(regex)));
    }
    return condition instanceof Document document && FilterParser.isOperators(document)
        ? operators(field, document, apart)
        : condition;
  }

  private static Document operators(String field, Document given, List<Object> apart) {
    Document result = new Document();
    for (String name : given.keySet()) {
      Object operand = given.get(name);
      switch (name) {
        case "$regex" -> {
          Document regex = new Document("$in", List.of(Regex.of(operand, given.get("$options"))));
          if (given.containsKey("$in")) {
            apart.add(new Document(field, regex));
          } else {
            result.putAll(regex);
          }
        }
        case "$options" -> {
          if (!given.containsKey("$regex")) {
            throw new BadValueException("$options needs a $regex");
          }
        }
        case "$not" -> result.put(name, negated(operand));
        case "$elemMatch" -> result.put(name, element(operand));
        case "$in", "$nin", "$all" -> result.put(name, list(operand));
        default -> result.put(name, operand);
      }
    }
    return result;
  }

  private static @Nullable Object negated(@Nullable Object operand) {
    return operand instanceof Document document && !document.isEmpty() ? alone(document) : operand;
  }

  private static @Nullable Object element(@Nullable Object operand) {
    if (!(operand instanceof Document document)) {
      return operand;
    }
    boolean query =
        document.keySet().stream().anyMatch(name -> !name.startsWith("$") || name.matches("\\$(and|or|nor)"));
    return query ? repaired(document) : alone(document);
  }

  /** Conditions that have no place for another one beside them. */
  private static Document alone(Document given) {
    if (given.containsKey("$regex") && given.containsKey("$in")) {
      throw Guard.unsupported("$regex beside $in within $not or $elemMatch");
    }
    return operators("", given, new ArrayList<>());
  }

  private static @Nullable Object list(@Nullable Object operand) {
    if (!(operand instanceof Collection<?> given)) {
      return operand;
    }
    List<@Nullable Object> result = new ArrayList<>(given.size());
    for (Object part : given) {
      if (part instanceof BsonRegularExpression regex) {
        result.add(Regex.of(regex));
      } else if (part instanceof Document document && document.containsKey("$elemMatch")) {
        result.add(operators("", document, new ArrayList<>()));
      } else {
        result.add(part);
      }
    }
    return result;
  }
}
