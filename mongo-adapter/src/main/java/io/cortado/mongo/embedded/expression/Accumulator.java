package io.cortado.mongo.embedded.expression;

import org.jspecify.annotations.Nullable;

/** Collects values of a group's documents into one. */
public interface Accumulator {

  void add(@Nullable Object value);

  @Nullable Object result();
}
