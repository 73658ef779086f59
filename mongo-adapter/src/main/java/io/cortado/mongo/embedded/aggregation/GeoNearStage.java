package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** {@code $geoNear}. */
final class GeoNearStage {

  private GeoNearStage() {}

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.of(10065, "invalid parameter: expected an object ($geoNear)");
    }
    if (!(spec.get("distanceField") instanceof String)) {
      throw Errors.of(16606, "$geoNear requires a 'distanceField' option as a String");
    }
    return input -> {
      Iterator<Document> found = context.environment().source("$geoNear", spec, context.namespace());
      return found == null ? Collections.emptyIterator() : found;
    };
  }
}
