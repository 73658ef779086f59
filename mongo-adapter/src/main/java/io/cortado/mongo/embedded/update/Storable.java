package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Sizes;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every document that is stored keeps to. Called from any thread. */
public final class Storable {

  private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");
  private static final int MAX_DEPTH = 180;

  private Storable() {}

  /** Refuses an {@code _id} that cannot be one, and a document that is nested too deeply. */
  public static void check(Document document) {
    checkId(document.get("_id"));
    checkDepth(document, 1);
  }

  private static void checkId(@Nullable Object id) {
    if (id instanceof Collection<?> || id instanceof BsonRegularExpression) {
      throw Errors.of(53, "The '_id' value cannot be of type " + Types.name(id));
    }
    if (id instanceof Document document) {
      for (String name : document.keySet()) {
        if (name.startsWith("$") && !REFERENCE.contains(name)) {
          throw Errors.of(
              52, "The dollar ($) prefixed field '" + name + "' in '_id." + name + "' is not valid for storage.");
        }
      }
    }
  }

  private static void checkDepth(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw Errors.of(15, "Document exceeds maximum nesting depth of " + MAX_DEPTH);
    }
    if (value instanceof Document document) {
      for (Object part : document.values()) {
        if (part instanceof Document || part instanceof Collection<?>) {
          checkDepth(part, depth + 1);
        }
      }
    } else if (value instanceof Collection<?> list) {
      for (Object part : list) {
        if (part instanceof Document || part instanceof Collection<?>) {
          checkDepth(part, depth + 1);
        }
      }
    }
  }

  /** Refuses what an update has made too large. */
  static void checkSize(Document document) {
    if (Sizes.of(document) > Sizes.MAX_DOCUMENT) {
      throw Errors.of(17419, "Resulting document after update is larger than " + Sizes.MAX_DOCUMENT);
    }
  }
}
