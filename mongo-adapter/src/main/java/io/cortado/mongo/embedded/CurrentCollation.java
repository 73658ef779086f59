package io.cortado.mongo.embedded;

/** The collation of the command or statement that is being run. Runs on the server's thread, which runs one at a time. */
final class CurrentCollation {

  private Collation collation = Collation.SIMPLE;

  Collation collation() {
    return collation;
  }

  void use(Collation next) {
    collation = next;
  }
}
