package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;

/** The shapes of replies. Called from any thread. */
final class Replies {

  private Replies() {}

  static Document ok() {
    return new Document("ok", 1.0);
  }

  static Document error(int code, String codeName, String message) {
    return new Document("ok", 0.0).append("errmsg", message).append("code", code).append("codeName", codeName);
  }
}
