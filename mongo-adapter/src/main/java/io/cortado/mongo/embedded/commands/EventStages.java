package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
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
    if (body instanceof Document document) {
      switch (name) {
        case "$match" -> {
          Filter filter = Evaluation.filter(document, variables);
          return event -> filter.matches(event) ? event : null;
        }
        case "$project" -> {
          Projection projection = Projection.ofStage(document, variables);
          return projection::apply;
        }
        case "$addFields", "$set" -> {
          Projection projection = Projection.ofAddition(document, variables);
          return projection::apply;
        }
        case "$changeStreamSplitLargeEvent" -> {
          return event -> event;
        }
        default -> {}
      }
    }
    if (name.equals("$unset")) {
      List<?> paths = body instanceof List<?> list ? list : List.of(String.valueOf(body));
      Projection projection = Projection.ofRemoval(paths.stream().map(String::valueOf).toList(), variables);
      return projection::apply;
    }
    if (name.equals("$replaceRoot") || name.equals("$replaceWith") || name.equals("$redact")) {
      throw Errors.unsupported("the stage " + name + " in a change stream");
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
