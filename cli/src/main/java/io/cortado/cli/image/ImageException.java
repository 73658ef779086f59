package io.cortado.cli.image;

import java.io.Serial;

/** A step of the image could not be done; the message is one sentence for the user. */
final class ImageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
