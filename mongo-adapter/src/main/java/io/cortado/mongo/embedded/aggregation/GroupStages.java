package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Accumulator;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code $group}, {@code $sortByCount}, {@code $bucket} and {@code $bucketAuto}. */
final class GroupStages {

  private GroupStages() {}

  static void register(Map<String, Stages.Factory> into) {
    into.put("$group", GroupStages::group);
    into.put("$sortByCount", GroupStages::sortByCount);
    into.put("$bucket", GroupStages::bucket);
    into.put("$bucketAuto", GroupStages::bucketAuto);
  }

  private static Stage group(@Nullable Object body, Context context) {
    if (!(body instanceof Document document)) {
      throw Errors.of(15947, "a group's fields must be specified in an object");
    }
    if (!document.containsKey("_id")) {
      throw Errors.of(15955, "a group specification must include an _id");
    }
    Expression id = Expressions.compile(document.get("_id"), context.variables());
    Groups groups = Groups.of(document, context, "_id");
    Scope scope = context.scope();
    Values values = context.values();
    return input -> {
      Table table = new Table(values);
      while (input.hasNext()) {
        Document next = input.next();
        Object key = id.evaluate(scope.of(next));
        groups.add(table.group(key instanceof Missing ? null : key, groups), scope);
      }
      return table.results(groups);
    };
  }

  /** Groups in the order of their first documents; common keys are found by their hash. */
  private static final class Table {

    private record Group(@Nullable Object key, Accumulator[] accumulators) {}

    private final Map<Object, Group> plain = new HashMap<>();
    private final Map<@Nullable Object, Group> others;
    private final List<Group> all = new ArrayList<>();
    private final boolean simple;

    Table(Values values) {
      others = new TreeMap<>(values);
      simple = values.collation().isSimple();
    }

    Accumulator[] group(@Nullable Object key, Groups groups) {
      Group known;
      if (key instanceof String && simple) {
        known = plain.get(key);
        if (known == null) {
          known = added(key, groups);
          plain.put(key, known);
        }
      } else {
        known = others.get(key);
        if (known == null) {
          known = added(key, groups);
          others.put(key, known);
        }
      }
      return known.accumulators();
    }

    private Group added(@Nullable Object key, Groups groups) {
      Group group = new Group(key, groups.start());
      all.add(group);
      return group;
    }

    Iterator<Document> results(Groups groups) {
      List<Document> results = new ArrayList<>(all.size());
      for (Group group : all) {
        results.add(groups.result(group.key(), group.accumulators()));
      }
      return results.iterator();
    }
  }

  private static Stage sortByCount(@Nullable Object body, Context context) {
    boolean path = body instanceof String text && text.startsWith("$");
    boolean expression =
        body instanceof Document document
            && document.size() == 1
            && document.keySet().iterator().next().startsWith("$");
    if (body instanceof Document && !expression) {
      throw Errors.of(40147, "the sortByCount field must be defined as a $-prefixed path or an expression inside "
          + "an object");
    }
    if (body instanceof String && !path) {
      throw Errors.of(40148, "the sortByCount field must be defined as a $-prefixed path or an expression inside "
          + "an object");
    }
    if (!path && !expression) {
      throw Errors.of(40149, "the sortByCount field must be specified as a string or as an object");
    }
    Stage grouped = group(new Document("_id", body).append("count", new Document("$sum", 1)), context);
    return input -> {
      List<Document> groups = Stage.list(grouped.apply(input));
      groups.sort((one, other) -> Numbers.compare(count(other), count(one)));
      return groups.iterator();
    };
  }

  private static Groups output(Document document, int code, Context context) {
    if (!document.containsKey("output")) {
      return Groups.of(new Document("count", new Document("$sum", 1)), context);
    }
    if (!(document.get("output") instanceof Document output)) {
      throw Errors.of(code, "The 'output' field must be an object, but found type: " + Types.name(document.get(
          "output")) + ".");
    }
    return Groups.of(output, context);
  }

  private static Stage bucket(@Nullable Object body, Context context) {
    Document document = Groups.requireObject("$bucket", 40201, body);
    for (String name : document.keySet()) {
      if (!Set.of("groupBy", "boundaries", "default", "output").contains(name)) {
        throw Errors.of(40197, "Unrecognized option to $bucket: " + name + ".");
      }
    }
    if (!document.containsKey("groupBy") || !document.containsKey("boundaries")) {
      throw Errors.of(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
    }
    requireExpression("$bucket", 40202, document.get("groupBy"));
    Values values = context.values();
    List<@Nullable Object> boundaries = boundaries(document.get("boundaries"), context);
    boolean hasDefault = document.containsKey("default");
    Object otherwise = constant(document.get("default"), context);
    boolean within =
        hasDefault
            && Values.typeOrder(otherwise) == Values.typeOrder(boundaries.getFirst())
            && values.compare(otherwise, boundaries.getFirst()) >= 0
            && values.compare(otherwise, boundaries.getLast()) < 0;
    if (within) {
      throw Errors.of(40199, "The $bucket 'default' field must be less than the lowest boundary or greater than "
          + "or equal to the highest boundary.");
    }
    Expression by = Expressions.compile(document.get("groupBy"), context.variables());
    Groups groups = output(document, 40196, context);
    Scope scope = context.scope();
    return input -> {
      Map<@Nullable Object, Accumulator[]> found = new TreeMap<>(values);
      while (input.hasNext()) {
        Document next = input.next();
        Object key = by.evaluate(scope.of(next));
        int index = bucketOf(key, boundaries, values);
        if (index < 0 && !hasDefault) {
          throw Errors.of(40066, "$switch could not find a matching branch for an input, and no default was "
              + "specified.");
        }
        Object bucket = index < 0 ? otherwise : boundaries.get(index);
        groups.add(found.computeIfAbsent(bucket, id -> groups.start()), scope);
      }
      List<Document> results = new ArrayList<>();
      found.forEach((id, group) -> results.add(groups.result(id, group)));
      return results.iterator();
    };
  }

  private static int bucketOf(@Nullable Object key, List<@Nullable Object> boundaries, Values values) {
    for (int i = boundaries.size() - 2; i >= 0; i--) {
      if (values.compareWithMissing(key, boundaries.get(i)) >= 0) {
        return values.compareWithMissing(key, boundaries.get(i + 1)) < 0 ? i : -1;
      }
    }
    return -1;
  }

  private static @Nullable Object constant(@Nullable Object spec, Context context) {
    Expression expression = Expressions.compile(spec, context.variables());
    return expression.evaluate(context.scope().of(new Document()));
  }

  private static List<@Nullable Object> boundaries(@Nullable Object given, Context context) {
    if (!(given instanceof List<?> list)) {
      throw Errors.of(40200, "The $bucket 'boundaries' field must be an array, but found type: " + Types.name(given) +
          ".");
    }
    if (list.size() < 2) {
      throw Errors.of(
          40192,
          "The $bucket 'boundaries' field must have at least 2 values, but found " + list.size() + " value(s).");
    }
    List<@Nullable Object> result = new ArrayList<>();
    for (Object each : list) {
      result.add(constant(each, context));
    }
    for (int i = 1; i < result.size(); i++) {
      if (Values.typeOrder(result.get(i)) != Values.typeOrder(result.get(i - 1))) {
        throw Errors.of(
            40193,
            "All values in the 'boundaries' option to $bucket must have the same type. Found conflicting types "
                + Types.name(result.get(i - 1)) + " and " + Types.name(result.get(i)) + ".");
      }
      if (context.values().compare(result.get(i - 1), result.get(i)) >= 0) {
        throw Errors.of(
            40194,
            "The 'boundaries' option to $bucket must be sorted, but elements " + (i - 1) + " and " + i
                + " are not in ascending order (" + Shown.value(result.get(i - 1)) + " is not less than "
                + Shown.value(result.get(i)) + ").");
      }
    }
    return result;
  }

  private static void requireExpression(String name, int code, @Nullable Object groupBy) {
    boolean path = groupBy instanceof String text && text.startsWith("$");
    boolean expression =
        groupBy instanceof Document document
            && !document.isEmpty()
            && document.keySet().iterator().next().startsWith("$");
    if (!path && !expression) {
      throw Errors.of(
          code,
          "The " + name + " 'groupBy' field must be defined as a $-prefixed path or an expression, but found: "
              + Shown.value(groupBy) + ".");
    }
  }

  private static Stage bucketAuto(@Nullable Object body, Context context) {
    Document document = Groups.requireObject("$bucketAuto", 40240, body);
    for (String name : document.keySet()) {
      if (!Set.of("groupBy", "buckets", "output", "granularity").contains(name)) {
        throw Errors.of(40245, "Unrecognized option to $bucketAuto: " + name + ".");
      }
    }
    if (!document.containsKey("groupBy") || !document.containsKey("buckets")) {
      throw Errors.of(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
    }
    requireExpression("$bucketAuto", 40239, document.get("groupBy"));
    if (!(document.get("buckets") instanceof Number)) {
      throw Errors.of(
          40241,
          "The $bucketAuto 'buckets' field must be a numeric value, but found type: "
              + Types.name(document.get("buckets")) + ".");
    }
    Integer count = Numbers.exactInt(document.get("buckets"));
    if (count == null) {
      throw Errors.of(
          40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found " + Shown.value(document.get(
              "buckets")) + ".");
    }
    if (count <= 0) {
      throw Errors.of(40243, "The $bucketAuto 'buckets' field must be greater than 0, but found: " + count + ".");
    }
    Granularity granularity = Granularity.of(document.get("granularity"));
    Expression by = Expressions.compile(document.get("groupBy"), context.variables());
    Groups groups = output(document, 40244, context);
    AutoBuckets buckets = new AutoBuckets(by, groups, count, granularity, context);
    return input -> buckets.of(input).iterator();
  }

  private static Number count(Document group) {
    return (Number) Objects.requireNonNull(group.get("count"));
  }
}
