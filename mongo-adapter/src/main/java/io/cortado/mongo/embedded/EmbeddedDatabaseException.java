package io.cortado.mongo.embedded;

import io.cortado.spi.CodedException;
import java.io.Serial;

/** The development database cannot start; the message names the folder or address and says what to do. */
public final class EmbeddedDatabaseException extends CodedException {
  @Serial private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String code, String message) {
    super(code, message);
  }

  EmbeddedDatabaseException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
