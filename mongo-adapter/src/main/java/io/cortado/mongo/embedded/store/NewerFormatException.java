package io.cortado.mongo.embedded.store;

import java.io.Serial;

/** A file that a later version has written. */
public final class NewerFormatException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  NewerFormatException(long format) {
    super("the file has format " + format);
  }
}
