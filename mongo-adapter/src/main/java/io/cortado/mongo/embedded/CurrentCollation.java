package io.cortado.mongo.embedded;

import io.cortado.mongo.embedded.value.Collation;

/** The collation of the command or statement that is being run, one at a time. Runs on the server's thread. */
final class CurrentCollation {

  private Collation collation = Collation.SIMPLE;

  Collation collation() {
    return collation;
  }

  void use(Collation next) {
    collation = next;
  }
}
