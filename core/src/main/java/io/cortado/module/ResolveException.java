package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that leads nowhere, with Node's code; an empty message means the loader words it. */
public final class ResolveException extends CodedException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String url;

  ResolveException(String code, String message) {
    this(code, message, null);
  }

  ResolveException(String code, String message, @Nullable String url) {
    super(code, message);
    this.url = url;
  }

  static ResolveException notFound() {
    return new ResolveException("MODULE_NOT_FOUND", "");
  }

  /** The URL that an import led to, where there is none to load, or null. */
  @Nullable String url() {
    return url;
  }
}
