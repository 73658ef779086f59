package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Accumulation;
import io.cortado.mongo.embedded.expression.Accumulator;
import io.cortado.mongo.embedded.expression.Accumulators;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The computed fields of a group: their accumulators, compiled. */
final class Groups {

  private final List<String> names = new ArrayList<>();
  private final List<Accumulation> accumulations = new ArrayList<>();

  /** Reads {@code {field: {$accumulator: expression}}}; fields in {@code others} are something else. */
  static Groups of(Document spec, Context context, String... others) {
    Groups groups = new Groups();
    for (Map.Entry<String, Object> entry : spec.entrySet()) {
      if (!List.of(others).contains(entry.getKey())) {
        groups.add(entry.getKey(), entry.getValue(), context);
      }
    }
    return groups;
  }

  private void add(String name, @Nullable Object given, Context context) {
    if (name.contains(".")) {
      throw Errors.of(40235, "The field name '" + name + "' cannot contain '.'");
    }
    if (name.startsWith("$")) {
      throw Errors.of(40236, "The field name '" + name + "' cannot be an operator name");
    }
    if (!(given instanceof Document accumulator) || accumulator.isEmpty()) {
      throw Errors.of(40234, "The field '" + name + "' must be an accumulator object");
    }
    if (accumulator.size() != 1) {
      throw Errors.of(40238, "The field '" + name + "' must specify one accumulator");
    }
    String operator = accumulator.keySet().iterator().next();
    if (operator.equals("$accumulator")) {
      throw Errors.unsupported("the accumulator $accumulator");
    }
    if (!Accumulators.isKnown(operator)) {
      throw operator.startsWith("$")
          ? Errors.of(15952, "unknown group operator '" + operator + "'")
          : Errors.of(40234, "The field '" + name + "' must be an accumulator object");
    }
    names.add(name);
    accumulations.add(Accumulators.compile(operator, accumulator.get(operator), context.variables()));
  }

  Accumulator[] start() {
    Accumulator[] started = new Accumulator[accumulations.size()];
    for (int i = 0; i < started.length; i++) {
      started[i] = accumulations.get(i).start();
    }
    return started;
  }

  /** Adds the scope's document. */
  void add(Accumulator[] group, Scope scope) {
    for (int i = 0; i < group.length; i++) {
      group[i].add(accumulations.get(i).input().evaluate(scope));
    }
  }

  Document result(@Nullable Object id, Accumulator[] group) {
    Document result = new Document("_id", id instanceof Missing ? null : id);
    for (int i = 0; i < group.length; i++) {
      result.put(names.get(i), group[i].result());
    }
    return result;
  }

  static Document requireObject(String name, int code, @Nullable Object body) {
    if (body instanceof Document document) {
      return document;
    }
    throw Errors.of(code, "Argument to " + name + " stage must be an object, but found type: " + Types.name(body) +
        ".");
  }
}
