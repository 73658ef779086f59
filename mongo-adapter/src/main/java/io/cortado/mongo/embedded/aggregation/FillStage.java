package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $fill}: missing values by the ones beside them or by an expression. */
final class FillStage {

  private FillStage() {}

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.failedToParse("the $fill stage specification must be an object, found " + Types.name(body));
    }
    for (String name : spec.keySet()) {
      if (!Set.of("partitionBy", "partitionByFields", "sortBy", "output").contains(name)) {
        throw Errors.of(40415, "BSON field '$fill." + name + "' is an unknown field.");
      }
    }
    if (!(spec.get("output") instanceof Document output) || output.isEmpty()) {
      throw Errors.of(40414, "BSON field '$fill.output' is missing but a required field");
    }
    Document windows = new Document();
    Document values = new Document();
    for (Map.Entry<String, Object> entry : output.entrySet()) {
      String field = entry.getKey();
      if (!(entry.getValue() instanceof Document how) || how.size() != 1) {
        throw Errors.of(6050202, "Each output field of $fill must have one of 'value' and 'method'");
      }
      if (how.containsKey("value")) {
        values.put(field, new Document("$ifNull", List.of("$" + field, how.get("value"))));
      } else {
        windows.put(field, new Document(method(how.get("method")), "$" + field));
      }
    }
    List<Stage> stages = new ArrayList<>();
    if (!windows.isEmpty()) {
      stages.add(windows(spec, windows, context));
    }
    if (!values.isEmpty()) {
      Projection projection = Projection.ofAddition(values, context.variables());
      stages.add(
          input -> {
            List<Document> result = new ArrayList<>();
            input.forEachRemaining(document -> result.add(projection.apply(document)));
            return result.iterator();
          });
    }
    return input -> {
      Iterator<Document> result = input;
      for (Stage stage : stages) {
        result = stage.apply(result);
      }
      return result;
    };
  }

  private static String method(@Nullable Object method) {
    if ("linear".equals(method)) {
      return "$linearFill";
    }
    if ("locf".equals(method)) {
      return "$locf";
    }
    throw Errors.of(6050203, "Method must be either locf or linear");
  }

  private static Stage windows(Document spec, Document windows, Context context) {
    if (spec.containsKey("partitionBy") && spec.containsKey("partitionByFields")) {
      throw Errors.of(6050204, "Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'");
    }
    Document window = new Document();
    if (spec.containsKey("partitionBy")) {
      window.put("partitionBy", spec.get("partitionBy"));
    } else if (spec.get("partitionByFields") instanceof List<?> fields && !fields.isEmpty()) {
      Document by = new Document();
      int index = 0;
      for (Object field : fields) {
        by.put("f" + index++, "$" + field);
      }
      window.put("partitionBy", by);
    }
    if (spec.containsKey("sortBy")) {
      window.put("sortBy", spec.get("sortBy"));
    } else if (windows.values().stream().anyMatch(each -> each.toString().contains("$linearFill"))) {
      throw Errors.of(605001, "$linearFill must be specified with a top level sortBy expression with exactly one "
          + "element");
    }
    return WindowStage.create(window.append("output", windows), context);
  }
}
