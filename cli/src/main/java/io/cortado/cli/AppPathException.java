package io.cortado.cli;

import java.io.Serial;

/** No app stands where the command line says; the message is for the user. */
final class AppPathException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  AppPathException(String message) {
    super(message);
  }
}
