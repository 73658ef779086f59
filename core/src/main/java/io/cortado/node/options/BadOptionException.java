package io.cortado.node.options;

import java.io.Serial;

/** An option that there is not, that may not stand where it does, or that is refused; the message has Node's words for it. */
public final class BadOptionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The code that Node ends with. */
  private static final int NODES = 9;

  private final int exitCode;

  /** For one of Node's options. */
  public BadOptionException(String message) {
    this(message, NODES);
  }

  /** For another one. */
  public BadOptionException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The code that the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
