package io.cortado.spi;

import java.io.Serial;

/** An error that reaches JavaScript as an {@code Error} with a stable {@code code}. */
public class CodedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  /** An error with Node's or Cortado's {@code code} and the full sentence a user reads. */
  public CodedException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The same with a cause, which is not shown to users in production. */
  public CodedException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The stable code, such as {@code ENOENT} or {@code CORTADO_UNSUPPORTED}. */
  public String code() {
    return code;
  }
}
