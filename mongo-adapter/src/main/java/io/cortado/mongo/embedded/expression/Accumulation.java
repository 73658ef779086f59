package io.cortado.mongo.embedded.expression;

import java.util.function.Supplier;

/** A compiled accumulator: what of each document it is given, and how it starts. */
public record Accumulation(Expression input, Supplier<Accumulator> starter) {

  public Accumulator start() {
    return starter.get();
  }
}
