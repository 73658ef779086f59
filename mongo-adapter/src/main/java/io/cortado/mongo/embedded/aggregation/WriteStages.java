package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $out} and {@code $merge}. */
final class WriteStages {

  private WriteStages() {}

  static void register(Map<String, Stages.Factory> into) {
    into.put("$out", WriteStages::out);
    into.put("$merge", MergeStage::create);
  }

  private static Stage out(@Nullable Object body, Context context) {
    Environment.Namespace target = target("$out", 16990, body, context);
    if (target.collection().startsWith("system.")) {
      throw Errors.of(17385, "Can't $out to special collection: " + target.collection());
    }
    return input -> {
      context.environment().replace(target, Stage.list(input));
      return Collections.emptyIterator();
    };
  }

  static Environment.Namespace target(String stage, int code, @Nullable Object body, Context context) {
    if (body instanceof String collection && !collection.isEmpty()) {
      return context.beside(collection);
    }
    if (body instanceof Document document) {
      if (document.containsKey("timeseries")) {
        throw Errors.unsupported("the option timeseries of " + stage);
      }
      String database = document.get("db") instanceof String name ? name : context.namespace().database();
      if (document.get("coll") instanceof String collection) {
        return new Environment.Namespace(database, collection);
      }
    }
    throw Errors.of(code, stage + " only supports a string or object argument, but found " + Types.name(body));
  }
}
