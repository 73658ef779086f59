package io.cortado.mongo.embedded.commands;

import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.value.Errors;

/** Text indexes. Runs on the server's thread. */
final class TextIndexes {

  private TextIndexes() {}

  static IndexSpec described(IndexSpec given) {
    throw Errors.unsupported("a text index");
  }
}
