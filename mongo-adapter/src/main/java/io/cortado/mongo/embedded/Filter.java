package io.cortado.mongo.embedded;

import org.jspecify.annotations.Nullable;

/** A query that is ready to be asked about documents, or within {@code $elemMatch} about other values. */
interface Filter {

  boolean matches(@Nullable Object value);

  default Filter and(Filter other) {
    return value -> matches(value) && other.matches(value);
  }

  default Filter not() {
    return value -> !matches(value);
  }
}
