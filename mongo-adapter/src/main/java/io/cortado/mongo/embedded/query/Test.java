package io.cortado.mongo.embedded.query;

import org.jspecify.annotations.Nullable;

/** A condition on one value, which may be missing. */
@FunctionalInterface
interface Test {

  boolean holds(@Nullable Object found);
}
