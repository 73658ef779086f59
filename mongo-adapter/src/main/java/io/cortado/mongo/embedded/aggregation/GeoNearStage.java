package io.cortado.mongo.embedded.aggregation;

import io.cortado.mongo.embedded.value.Errors;
import org.jspecify.annotations.Nullable;

/** {@code $geoNear}. */
final class GeoNearStage {

  private GeoNearStage() {}

  static Stage create(@Nullable Object body, Context context) {
    throw Errors.unsupported("the stage $geoNear");
  }
}
