package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;

/** The shapes of replies that are not the result of a command. Called from any thread. */
final class Answers {

  private Answers() {}

  static Document error(int code, String codeName, String message) {
    return new Document("ok", 0.0).append("errmsg", message).append("code", code).append("codeName", codeName);
  }

  static Document ok() {
    return new Document("ok", 1.0);
  }

  /** A sentence for a failure inside the storage library, which should not have happened. */
  static String explain(Throwable failure) {
    String message = failure.getMessage();
    return "Cortado's development database failed: "
        + (message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
  }
}
