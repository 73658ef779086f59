package io.cortado.mongo.driver;

import io.cortado.spi.CodedException;
import java.io.Serial;

/** No server answers at an address. The message is one plain sentence with that address. */
final class Unreachable extends CodedException {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  Unreachable(String code, String message, String reason, Throwable cause) {
    super(code, message, cause);
    this.reason = reason;
  }

  /** The failure of the last attempt, in Node's words, such as {@code connect ECONNREFUSED 127.0.0.1:27017}. */
  String reason() {
    return reason;
  }
}
