package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole document in the place of another one, whose {@code _id} it keeps. */
final class Replacement extends Update {

  private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");

  private final Document replacement;

  Replacement(Document replacement) {
    for (String name : replacement.keySet()) {
      if (name.startsWith("$") && !REFERENCE.contains(name)) {
        throw Errors.of(
            52,
            "The dollar ($) prefixed field '" + name + "' in '" + name
                + "' is not allowed in the context of an update's replacement document. Consider using an aggregation"
                + " pipeline with $replaceWith.");
      }
    }
    this.replacement = replacement;
  }

  @Override
  public boolean isReplacement() {
    return true;
  }

  @Override
  Document change(Document before, int position, boolean insert) {
    Document after = new Document();
    if (before.containsKey("_id")) {
      after.put("_id", before.get("_id"));
    }
    after.putAll(replacement);
    return after;
  }

  @Override
  MongoServerError altered(@Nullable Object id) {
    return Errors.of(
        66,
        "After applying the update, the (immutable) field '_id' was found to have been altered to _id: "
            + Shown.value(id));
  }

  @Override
  Map<String, @Nullable Object> start(Document query) {
    Map<String, @Nullable Object> onlyId = new LinkedHashMap<>(super.start(query));
    onlyId.keySet().removeIf(path -> !path.equals("_id"));
    return onlyId;
  }
}
