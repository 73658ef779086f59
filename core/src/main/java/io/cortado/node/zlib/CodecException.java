package io.cortado.node.zlib;

import java.io.Serial;

/** A failure of compression with zlib's number and words. */
final class CodecException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int number;

  CodecException(int number, String message) {
    super(message);
    this.number = number;
  }

  int number() {
    return number;
  }
}
