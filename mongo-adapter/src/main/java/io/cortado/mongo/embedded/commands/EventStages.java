package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Transform;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages behind {@code $changeStream}, which look at one event after the other. Runs on the server's thread. */
final class EventStages {

  private interface Stage {
    @Nullable Document apply(Document event);
  }

  private final List<Stage> stages = new ArrayList<>();

  EventStages(List<Document> pipeline, Variables variables) {
    for (Document stage : pipeline) {
      stages.add(stage(stage, variables));
    }
  }

  private static Stage stage(Document stage, Variables variables) {
    String name = stage.size() == 1 ? stage.keySet().iterator().next() : "";
    Object body = stage.get(name);
    if (name.equals("$match") && body instanceof Document document) {
      Filter filter = Evaluation.filter(document, variables);
      return event -> filter.matches(event) ? event : null;
    }
    if (name.equals("$changeStreamSplitLargeEvent")) {
      return event -> event;
    }
    Transform transform = Transform.of(name, body, variables);
    if (transform != null) {
      return transform::apply;
    }
    if (name.equals("$redact")) {
      throw Errors.unsupported("the stage $redact in a change stream");
    }
    throw Errors.of(20, name + " is not permitted in a $changeStream pipeline");
  }

  /** What is shown of an event; null where it is left out. */
  @Nullable Document apply(Document event) {
    Document shown = plain(event);
    for (Stage stage : stages) {
      shown = stage.apply(shown);
      if (shown == null) {
        return null;
      }
    }
    return shown;
  }

  /** Filters look into documents, not into their bytes. */
  private Document plain(Document event) {
    if (!stages.isEmpty()) {
      for (var field : event.entrySet()) {
        if (field.getValue() instanceof Bson bson) {
          field.setValue(bson.document());
        }
      }
    }
    return event;
  }
}
