package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.Serial;

/** A request that leads nowhere, with Node's code; an empty message means the loader words it. */
public final class ResolveException extends CodedException {
  @Serial private static final long serialVersionUID = 1L;

  ResolveException(String code, String message) {
    super(code, message);
  }

  static ResolveException notFound() {
    return new ResolveException("MODULE_NOT_FOUND", "");
  }
}
