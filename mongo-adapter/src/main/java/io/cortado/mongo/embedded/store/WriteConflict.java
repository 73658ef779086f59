package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.Serial;

/** Another transaction has changed the same document. */
public final class WriteConflict extends MongoServerError {

  @Serial private static final long serialVersionUID = 1L;

  private static final int CODE = 112;

  WriteConflict() {
    super(
        CODE,
        "WriteConflict",
        "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or"
            + " multi-document transaction.");
  }
}
