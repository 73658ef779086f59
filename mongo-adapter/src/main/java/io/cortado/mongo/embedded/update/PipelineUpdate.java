package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Transform;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;

/** An update by stages of an aggregation. */
final class PipelineUpdate extends Update {

  private final List<Transform> stages = new ArrayList<>();

  PipelineUpdate(List<?> given, Variables variables) {
    for (Object stage : given) {
      if (!(stage instanceof Document document)) {
        throw Errors.typeMismatch("Each element of the 'pipeline' array must be an object");
      }
      if (document.size() != 1) {
        throw Errors.of(
            40323, "A pipeline stage specification object must contain exactly one field.");
      }
      String name = document.keySet().iterator().next();
      Transform transform = Transform.of(name, document.get(name), variables);
      if (transform == null) {
        throw Errors.of(72, name + " is not allowed to be used within an update");
      }
      stages.add(transform);
    }
  }

  @Override
  Document change(Document before, int position, boolean insert) {
    Document result = before;
    for (Transform stage : stages) {
      result = stage.apply(result);
    }
    if (!result.containsKey("_id") && before.containsKey("_id")) {
      Document withId = new Document("_id", before.get("_id"));
      withId.putAll(result);
      return withId;
    }
    return result;
  }
}
