package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Transform;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $merge}. */
final class MergeStage {

  private static final Set<String> OPTIONS = Set.of("into", "on", "let", "whenMatched", "whenNotMatched");
  private static final Set<String> MATCHED = Set.of("replace", "keepExisting", "merge", "fail");
  private static final Set<String> NOT_MATCHED = Set.of("insert", "discard", "fail");

  private final Context context;
  private final Environment.Namespace target;
  private final List<String> on = new ArrayList<>();
  private final String whenMatched;
  private final String whenNotMatched;
  private final List<Transform> pipeline = new ArrayList<>();
  private final List<Expression> lets = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();

  private MergeStage(@Nullable Object body, Context context) {
    this.context = context;
    Document spec = body instanceof Document document ? document : new Document("into", body);
    if (!(body instanceof Document) && !(body instanceof String)) {
      throw Errors.of(51182, "$merge requires a string or object argument, but found " + Types.name(body));
    }
    for (String name : spec.keySet()) {
      if (!OPTIONS.contains(name)) {
        throw Errors.of(40415, "BSON field '$merge." + name + "' is an unknown field.");
      }
    }
    if (!spec.containsKey("into")) {
      throw Errors.of(40414, "BSON field '$merge.into' is missing but a required field");
    }
    this.target = WriteStages.target("$merge", 51178, spec.get("into"), context);
    Object matched = spec.containsKey("whenMatched") ? spec.get("whenMatched") : "merge";
    this.whenMatched = matched instanceof List<?> ? "pipeline" : mode("whenMatched", matched, MATCHED);
    this.whenNotMatched =
        mode(
            "whenNotMatched",
            spec.containsKey("whenNotMatched") ? spec.get("whenNotMatched") : "insert",
            NOT_MATCHED);
    if (matched instanceof List<?> stages) {
      compile(stages, spec);
    } else if (spec.containsKey("let")) {
      throw Errors.of(51199, "Cannot use 'let' variables with 'whenMatched: " + whenMatched + "' mode");
    }
    readOn(spec.get("on"));
  }

  static Stage create(@Nullable Object body, Context context) {
    MergeStage stage = new MergeStage(body, context);
    return input -> {
      stage.requireUnique();
      stage.merge(input);
      return Collections.emptyIterator();
    };
  }

  private static String mode(String name, @Nullable Object value, Set<String> known) {
    if (value instanceof String text && known.contains(text)) {
      return text;
    }
    throw Errors.badValue("Enumeration value '" + value + "' for field '$merge." + name + "' is not a valid value.");
  }

  private void compile(List<?> stages, Document spec) {
    Variables inner = context.variables();
    Document let = spec.get("let") instanceof Document document ? document : new Document("new", "$$ROOT");
    for (Map.Entry<String, Object> entry : let.entrySet()) {
      Variables.requireUserName(entry.getKey());
      lets.add(Expressions.compile(entry.getValue(), context.variables()));
      inner = inner.with(entry.getKey());
      slots.add(inner.slot(entry.getKey()));
    }
    for (Object stage : stages) {
      Document document = stage instanceof Document given ? given : new Document();
      String name = document.isEmpty() ? "" : document.keySet().iterator().next();
      Transform transform = Transform.of(name, document.get(name), inner);
      if (transform == null) {
        throw Errors.of(72, name + " is not allowed to be used within an update");
      }
      pipeline.add(transform);
    }
  }

  private void readOn(@Nullable Object given) {
    if (given == null) {
      on.add("_id");
    } else if (given instanceof String name) {
      on.add(name);
    } else if (given instanceof List<?> names && !names.isEmpty()) {
      for (Object name : names) {
        if (!(name instanceof String text)) {
          throw Errors.of(51134, "$merge 'on' array elements must be strings, but found " + Types.name(name));
        }
        on.add(text);
      }
    } else {
      throw given instanceof List<?>
          ? Errors.of(51187, "If explicitly specifying $merge 'on', must include at least one field")
          : Errors.of(
              51186, "$merge 'on' field  must be either a string or an array of strings, but found " + Types.name(given));
    }
  }

  private void requireUnique() {
    if (!on.equals(List.of("_id")) && !context.environment().isUnique(target, on)) {
      throw Errors.of(51183, "Cannot find index to verify that join fields will be unique");
    }
  }

  private void merge(Iterator<Document> input) {
    // What the pipeline reads may be what it writes.
    for (Document document : Stage.list(input)) {
      Document query = new Document();
      for (String field : on) {
        query.put(field, new Document("$eq", key(document, field)));
      }
      Environment.Scan scan = new Environment.Scan(target, query, null, 1, context.variables());
      Iterator<Document> found = context.environment().scan(scan);
      if (found.hasNext()) {
        matched(found.next(), document);
      } else {
        notMatched(document);
      }
    }
  }

  private static @Nullable Object key(Document document, String field) {
    Object value = Paths.value(document, field.split("\\.", -1), 0);
    boolean id = field.equals("_id");
    if (!id && Types.isNullish(value) || value instanceof Collection<?>) {
      throw Errors.of(
          51132, "$merge write error: 'on' field '" + field + "' cannot be missing, null, undefined or an array");
    }
    return Types.isNullish(value) ? null : value;
  }

  private void matched(Document before, Document document) {
    switch (whenMatched) {
      case "keepExisting" -> {}
      case "fail" ->
          throw Errors.of(
              11000,
              "E11000 duplicate key error collection: " + target + " index: _id_ dup key: { _id: "
                  + Shown.value(before.get("_id")) + " }");
      case "replace" -> update(before, withId(before, document));
      case "merge" -> {
        Document after = Copies.of(before);
        after.putAll(document);
        update(before, after);
      }
      default -> {
        context.scope().of(document);
        for (int i = 0; i < slots.size(); i++) {
          context.scope().set(slots.get(i), lets.get(i).evaluate(context.scope()));
        }
        Document after = before;
        for (Transform stage : pipeline) {
          after = stage.apply(after);
        }
        update(before, withId(before, after));
      }
    }
  }

  private static Document withId(Document before, Document after) {
    if (after.containsKey("_id")) {
      return after;
    }
    Document result = new Document("_id", before.get("_id"));
    result.putAll(after);
    return result;
  }

  private void update(Document before, Document after) {
    Object old = before.get("_id");
    Object id = after.get("_id");
    if (context.values().compare(old, id) != 0) {
      throw Errors.of(
          66,
          "$merge failed to update the matching document, did you attempt to modify the _id or the shard key? :: caused"
              + " by :: Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    if (!before.equals(after)) {
      context.environment().update(target, before, after);
    }
  }

  private void notMatched(Document document) {
    switch (whenNotMatched) {
      case "insert" -> context.environment().insert(target, document);
      case "fail" ->
          throw Errors.of(
              13113,
              "$merge could not find a matching document in the target collection for at least one document in the"
                  + " source collection");
      default -> {}
    }
  }
}
