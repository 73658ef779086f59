package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;

/** Reads what a command says about durability. Called from any thread. */
final class WriteConcerns {

  private WriteConcerns() {}

  /** True when the reply must wait for the disk itself ({@code j: true} or {@code w: "majority"}). */
  static boolean journaled(Document command) {
    if (!(command.get("writeConcern") instanceof Document concern)) {
      return false;
    }
    return Boolean.TRUE.equals(concern.get("j")) || "majority".equals(concern.get("w"));
  }
}
