package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that leads nowhere, with Node's code; an empty message means the loader words it. */
public final class ResolveException extends CodedException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String url;
  private final transient @Nullable Place place;

  /** Where in a text something is that cannot run: lines and columns from 1, and the line's text. */
  record Place(String file, int line, int column, int length, String text) {}

  ResolveException(String code, String message) {
    this(code, message, null, null);
  }

  ResolveException(String code, String message, @Nullable String url) {
    this(code, message, url, null);
  }

  ResolveException(String code, String message, Place place) {
    this(code, message, null, place);
  }

  private ResolveException(String code, String message, @Nullable String url, @Nullable Place place) {
    super(code, message);
    this.url = url;
    this.place = place;
  }

  static ResolveException notFound() {
    return new ResolveException("MODULE_NOT_FOUND", "");
  }

  /** The URL that an import led to, where there is none to load, or null. */
  @Nullable String url() {
    return url;
  }

  /** Where it is, for what is wrong in a text, or null. */
  @Nullable Place place() {
    return place;
  }
}
