package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.Serial;

/** A document that the validator of its collection refuses. */
final class InvalidDocument extends MongoServerError {

  @Serial private static final long serialVersionUID = 1L;

  private static final int CODE = 121;

  private final transient Document info;

  InvalidDocument(Document info) {
    super(CODE, "DocumentValidationFailure", "Document failed validation");
    this.info = info;
  }

  Document info() {
    return info;
  }
}
