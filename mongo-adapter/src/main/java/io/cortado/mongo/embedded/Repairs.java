package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings commands and results of the storage library to what MongoDB itself does. Runs on the server's thread. */
final class Repairs {

  private Repairs() {}

  /** Changes a command before the storage library sees it. */
  static void before(String command, Document query) {
    switch (command) {
      case "getMore" -> query.putIfAbsent("batchSize", Integer.MAX_VALUE);
      case "aggregate" -> query.put("pipeline", stages(query.get("pipeline")));
      default -> {}
    }
  }

  /** Changes a result before it is sent. */
  static Document after(String command, Document query, Document result) {
    if (command.equals("insert") && result.get("writeErrors") instanceof List<?> errors) {
      int documents = query.get("documents") instanceof List<?> list ? list.size() : 0;
      int first = errors.getFirst() instanceof Document error && error.get("index") instanceof Integer i ? i : 0;
      boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
      result.put("n", ordered ? first : documents - errors.size());
    }
    return result;
  }

  private static @Nullable Object stages(@Nullable Object pipeline) {
    if (!(pipeline instanceof List<?> stages)) {
      return pipeline;
    }
    List<Object> renamed = new ArrayList<>(stages.size());
    for (Object stage : stages) {
      renamed.add(stage instanceof Document document && document.size() == 1 ? renamed(document) : stage);
    }
    return renamed;
  }

  private static Document renamed(Document stage) {
    String name = stage.keySet().iterator().next();
    Object body = stage.get(name);
    return switch (name) {
      case "$set" -> new Document("$addFields", body);
      case "$replaceWith" -> new Document("$replaceRoot", new Document("newRoot", body));
      default -> stage;
    };
  }
}
