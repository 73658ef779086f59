package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.DateUnits;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $densify}: documents for the values between those that are there. */
final class DensifyStage {

  private static final int MAX_DOCUMENTS = 500_000;

  private final Context context;
  private final String[] field;
  private final List<String> partitionFields = new ArrayList<>();
  private final Number step;
  private final @Nullable DateUnits unit;
  private final Object bounds;
  private int generated;

  private DensifyStage(Document spec, Context context) {
    this.context = context;
    if (!(spec.get("field") instanceof String path) || path.isEmpty() || path.startsWith("$")) {
      throw Errors.of(5733409, "The field of $densify must be a path without a $");
    }
    this.field = Paths.names(path);
    if (spec.get("partitionByFields") instanceof List<?> fields) {
      fields.forEach(each -> partitionFields.add(String.valueOf(each)));
    }
    if (!(spec.get("range") instanceof Document range)) {
      throw Errors.of(40414, "BSON field '$densify.range' is missing but a required field");
    }
    if (!(range.get("step") instanceof Number number) || number.doubleValue() <= 0) {
      throw Errors.of(5733401, "the step parameter in a range statement must be a strictly positive numeric value");
    }
    this.step = number;
    this.unit = DateUnits.of("$densify", range.get("unit"));
    if (unit != null && Numbers.exactLong(number) == null) {
      throw Errors.failedToParse("The step parameter in a range statement must be a whole number when densifying "
          + "a date range");
    }
    Object given = range.get("bounds");
    if ("full".equals(given) || "partition".equals(given)) {
      if ("partition".equals(given) && partitionFields.isEmpty()) {
        throw Errors.of(5733408, "one may not specify the bounds as 'partition' without specifying a non-empty "
            + "array of partitionByFields. You may have meant to specify 'full' bounds.");
      }
      this.bounds = Objects.requireNonNull(given);
    } else if (given instanceof List<?> pair && pair.size() == 2) {
      this.bounds = pair;
    } else {
      throw Errors.of(5733403, "a bounding array in a range statement must have exactly two elements, or be "
          + "'full' or 'partition'");
    }
  }

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.of(5733601, "the $densify stage specification must be an object, found " + Types.name(body));
    }
    for (String name : spec.keySet()) {
      if (!Set.of("field", "partitionByFields", "range").contains(name)) {
        throw Errors.of(40415, "BSON field '$densify." + name + "' is an unknown field.");
      }
    }
    DensifyStage stage = new DensifyStage(spec, context);
    return input -> stage.densified(input);
  }

  private Iterator<Document> densified(Iterator<Document> input) {
    generated = 0;
    Expression by = null;
    if (!partitionFields.isEmpty()) {
      Document parts = new Document();
      for (int i = 0; i < partitionFields.size(); i++) {
        parts.put("f" + i, "$" + partitionFields.get(i));
      }
      by = Expressions.compile(parts, context.variables());
    }
    SortOrder order = SortOrder.of(new Document(String.join(".", field), 1), context.values());
    List<List<Document>> partitions = Partitions.of(input, by, order, context);
    Object least = null;
    Object greatest = null;
    for (List<Document> partition : partitions) {
      for (Document document : partition) {
        Object value = value(document);
        if (value != null) {
          least = least == null || context.values().compare(value, least) < 0 ? value : least;
          greatest = greatest == null || context.values().compare(value, greatest) > 0 ? value : greatest;
        }
      }
    }
    List<Document> result = new ArrayList<>();
    for (List<Document> partition : partitions) {
      densify(partition, least, greatest, result);
    }
    return result.iterator();
  }

  private @Nullable Object value(Document document) {
    Object value = Paths.value(document, field, 0);
    if (Types.isNullish(value)) {
      return null;
    }
    boolean right = unit == null ? value instanceof Number : value instanceof Instant;
    if (!right) {
      throw Errors.of(
          value instanceof Instant ? 6053600 : 5733201,
          "PlanExecutor error during aggregation :: caused by :: Densify field type must be "
              + (unit == null ? "numeric" : "a date"));
    }
    return value;
  }

  private void densify(
      List<Document> partition, @Nullable Object least, @Nullable Object greatest, List<Document> result) {
    Object start = least;
    Object end = greatest;
    boolean inclusive = true;
    if (bounds instanceof List<?> pair) {
      start = pair.getFirst();
      end = pair.getLast();
      inclusive = false;
    } else if (bounds.equals("partition")) {
      start = null;
      for (Document document : partition) {
        Object value = value(document);
        start = start == null ? value : start;
        end = value == null ? end : value;
      }
    }
    Document example = partition.getFirst();
    Object next = start;
    long count = 0;
    for (Document document : partition) {
      Object value = value(document);
      if (value != null) {
        while (next != null && start != null && isBefore(next, value) && isWithin(next, end, inclusive)) {
          result.add(generated(example, next));
          next = at(start, ++count);
        }
        if (next != null && start != null && context.values().compare(next, value) == 0) {
          next = at(start, ++count);
        }
      }
      result.add(document);
    }
    while (next != null && start != null && isWithin(next, end, inclusive)) {
      result.add(generated(example, next));
      next = at(start, ++count);
    }
  }

  private boolean isBefore(Object one, Object other) {
    return context.values().compare(one, other) < 0;
  }

  private boolean isWithin(Object value, @Nullable Object end, boolean inclusive) {
    int order = context.values().compare(value, end);
    return inclusive ? order <= 0 : order < 0;
  }

  private Object at(Object start, long count) {
    if (start instanceof Instant date && unit != null) {
      return unit.add(date, count * step.longValue(), ZoneOffset.UTC);
    }
    return Numbers.add((Number) start, Numbers.multiply(step, (int) count));
  }

  private Document generated(Document example, Object value) {
    if (++generated > MAX_DOCUMENTS) {
      throw Errors.of(
          5897900,
          "Generated " + generated + " documents in $densify, which is over the limit of " + MAX_DOCUMENTS);
    }
    Document document = new Document();
    for (String name : partitionFields) {
      String[] path = Paths.names(name);
      Object part = Paths.value(example, path, 0);
      document = UnwindStage.replaced(document, path, 0, part);
    }
    return UnwindStage.replaced(document, field, 0, value);
  }
}
