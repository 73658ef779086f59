package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Regex;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Turns a query whose regular expressions are prepared into a {@link Filter}. Runs on the server's thread. */
public final class FilterParser {

  private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");
  private static final Set<String> JUNCTIONS = Set.of("$and", "$or", "$nor");
  private static final Set<String> WHOLE_QUERIES = Set.of("$and", "$or", "$nor", "$expr", "$comment");

  private final Variables variables;
  private final Operators operators;

  public FilterParser(Variables variables) {
    this.variables = variables;
    this.operators = new Operators(variables.values());
  }

  public Values values() {
    return variables.values();
  }

  public Filter parse(Document query) {
    Filter result = Filter.ALL;
    for (String key : query.keySet()) {
      Object condition = query.get(key);
      if (key.startsWith("$") && !REFERENCE.contains(key)) {
        result = result.and(topLevel(key, condition));
      } else {
        result = result.and(field(FieldPath.of(key), condition));
      }
    }
    return result;
  }

  private Filter topLevel(String key, @Nullable Object condition) {
    if (JUNCTIONS.contains(key)) {
      return junction(key, condition);
    }
    return switch (key) {
      case "$comment" -> Filter.ALL;
      case "$where", "$text" -> throw Errors.unsupported("the query operator " + key);
      case "$expr" -> {
        Expression expression = Expressions.compile(condition, variables);
        Scope scope = variables.scope();
        yield value -> Types.isTrue(expression.evaluate(scope.of(value)));
      }
      case "$jsonSchema" -> JsonSchema.of(condition, this);
      case "$sampleRate" -> sample(condition);
      default ->
          throw Errors.badValue(
              "unknown top level operator: " + key + ". If you have a field name that starts with a '$' symbol,"
                  + " consider using $getField or $setField.");
    };
  }

  private static Filter sample(@Nullable Object rate) {
    if (!(rate instanceof Number number) || !(number.doubleValue() >= 0 && number.doubleValue() <= 1)) {
      throw Errors.badValue("numeric argument to $sampleRate must be in [0, 1]");
    }
    double part = number.doubleValue();
    return value -> ThreadLocalRandom.current().nextDouble() < part;
  }

  private Filter junction(String key, @Nullable Object condition) {
    if (!(condition instanceof List<?> list)) {
      throw Errors.badValue(key + " must be an array");
    }
    if (list.isEmpty()) {
      throw Errors.badValue("$and/$or/$nor must be a nonempty array");
    }
    List<Filter> parts = new ArrayList<>();
    for (Object part : list) {
      if (!(part instanceof Document query)) {
        throw Errors.badValue("$or/$and/$nor entries need to be full objects");
      }
      parts.add(parse(query));
    }
    return switch (key) {
      case "$and" -> Junctions.all(parts);
      case "$or" -> Junctions.any(parts);
      default -> Junctions.any(parts).not();
    };
  }

  private Filter field(FieldPath path, @Nullable Object condition) {
    if (condition instanceof Document conditions && isOperators(conditions)) {
      return all(path, conditions);
    }
    return condition instanceof BsonRegularExpression regex
        ? operators.regex(path, Regex.of(regex))
        : operators.equal(path, condition);
  }

  /** True for {@code {$gt: 1}}, false for {@code {a: 1}} and for a reference. */
  public static boolean isOperators(@Nullable Object condition) {
    if (!(condition instanceof Document document) || document.isEmpty()) {
      return false;
    }
    String first = document.keySet().iterator().next();
    return first.startsWith("$") && !REFERENCE.contains(first);
  }

  private Filter all(FieldPath path, Document conditions) {
    Filter result = Filter.ALL;
    for (String name : conditions.keySet()) {
      result = result.and(operator(path, name, conditions.get(name), conditions));
    }
    return result;
  }

  private Filter operator(FieldPath path, String name, @Nullable Object operand, Document conditions) {
    return switch (name) {
      case "$regex" -> operators.regex(path, Regex.of(operand, conditions.get("$options")));
      case "$options" -> {
        if (!conditions.containsKey("$regex")) {
          throw Errors.badValue("$options needs a $regex");
        }
        yield Filter.ALL;
      }
      case "$not" -> negated(path, operand);
      case "$elemMatch" -> elements(path, operand);
      case "$all" -> allOf(path, operand);
      default -> operators.filter(path, name, operand);
    };
  }

  private Filter negated(FieldPath path, @Nullable Object operand) {
    if (operand instanceof BsonRegularExpression regex) {
      return operators.regex(path, Regex.of(regex)).not();
    }
    if (!(operand instanceof Document conditions)) {
      throw Errors.badValue("$not needs a regex or a document");
    }
    if (conditions.isEmpty()) {
      throw Errors.badValue("$not cannot be empty");
    }
    return all(path, conditions).not();
  }

  private Filter elements(FieldPath path, @Nullable Object operand) {
    if (!(operand instanceof Document conditions)) {
      throw Errors.badValue("$elemMatch needs an Object");
    }
    boolean ofValues = isOperators(conditions) && !WHOLE_QUERIES.contains(conditions.keySet().iterator().next());
    Filter filter = ofValues ? all(FieldPath.SELF, conditions) : ofDocuments(parse(conditions));
    return new Junctions.Elements(path, filter);
  }

  private static Filter ofDocuments(Filter filter) {
    return element -> {
      if (!(element instanceof Collection<?> list)) {
        return element instanceof Document && filter.matches(element);
      }
      Document byIndex = new Document();
      for (Object part : list) {
        byIndex.put(Integer.toString(byIndex.size()), part);
      }
      return filter.matches(byIndex);
    };
  }

  private Filter allOf(FieldPath path, @Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw Errors.badValue("$all needs an array");
    }
    if (list.isEmpty()) {
      return value -> false;
    }
    Filter result = Filter.ALL;
    for (Object part : list) {
      boolean nested = part instanceof Document document && document.containsKey("$elemMatch");
      Object inner = part instanceof Document document ? document.get("$elemMatch") : null;
      result = result.and(nested ? elements(path, inner) : single(path, part));
    }
    return result;
  }

  private Filter single(FieldPath path, @Nullable Object part) {
    if (isOperators(part)) {
      throw Errors.badValue("no $ expressions in $all");
    }
    return part instanceof BsonRegularExpression regex
        ? operators.regex(path, Regex.of(regex))
        : operators.equal(path, part);
  }
}
