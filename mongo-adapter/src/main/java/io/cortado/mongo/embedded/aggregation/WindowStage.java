package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $setWindowFields}. */
final class WindowStage {

  private record Output(String[] path, WindowFunction function) {}

  private final Context context;
  private final @Nullable Expression partitionBy;
  private final @Nullable SortOrder order;
  private final List<Output> outputs = new ArrayList<>();

  private WindowStage(Document spec, Context context) {
    this.context = context;
    this.partitionBy =
        spec.containsKey("partitionBy") ? Expressions.compile(spec.get("partitionBy"), context.variables()) : null;
    Document sortBy = spec.get("sortBy") instanceof Document document ? document : null;
    this.order = sortBy == null ? null : SortOrder.of(sortBy, context.values());
    if (!(spec.get("output") instanceof Document output)) {
      throw Errors.failedToParse("the field 'output' of $setWindowFields must be an object");
    }
    for (Map.Entry<String, Object> entry : output.entrySet()) {
      if (!(entry.getValue() instanceof Document function)) {
        throw Errors.failedToParse(
            "The field '" + entry.getKey() + "' must be an object, but found type: " + Types.name(entry.getValue()));
      }
      outputs.add(new Output(Paths.names(entry.getKey()), WindowFunctions.of(function, sortBy, context)));
    }
  }

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.failedToParse(
          "the $setWindowFields stage specification must be an object, found " + Types.name(body));
    }
    for (String name : spec.keySet()) {
      if (!Set.of("partitionBy", "sortBy", "output").contains(name)) {
        throw Errors.of(40415, "BSON field '$setWindowFields." + name + "' is an unknown field.");
      }
    }
    if (!spec.containsKey("output")) {
      throw Errors.of(40414, "BSON field '$setWindowFields.output' is missing but a required field");
    }
    return new WindowStage(spec, context)::computed;
  }

  private Iterator<Document> computed(Iterator<Document> input) {
    List<Document> result = new ArrayList<>();
    for (List<Document> partition : Partitions.of(input, partitionBy, order, context)) {
      List<Document> current = partition;
      List<List<@Nullable Object>> columns = new ArrayList<>();
      for (Output output : outputs) {
        columns.add(output.function().of(partition));
      }
      for (int i = 0; i < current.size(); i++) {
        Document document = current.get(i);
        for (int k = 0; k < columns.size(); k++) {
          Object value = columns.get(k).get(i);
          document =
              UnwindStage.replaced(document, outputs.get(k).path(), 0, value instanceof Missing ? null : value);
        }
        result.add(document);
      }
    }
    return result.iterator();
  }
}
