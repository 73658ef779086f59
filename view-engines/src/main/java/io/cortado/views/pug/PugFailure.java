package io.cortado.views.pug;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A template that cannot be compiled: pug's code and where in which file. */
public final class PugFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String file;
  private final int line;
  private final int column;
  private final @Nullable String source;

  PugFailure(String code, String message, @Nullable String file, int line, int column) {
    this(code, message, file, line, column, null);
  }

  PugFailure(String code, String message, @Nullable String file, int line, int column, @Nullable String source) {
    super(message, null, false, false);
    this.source = source;
    this.code = code;
    this.file = file;
    this.line = line;
    this.column = column;
  }

  /** The stable code, such as {@code PUG:INVALID_TOKEN}. */
  public String code() {
    return code;
  }

  /** The absolute path of the file the failure is in, or null for a bare string. */
  public @Nullable String file() {
    return file;
  }

  /** The line, from 1; 0 where no place in a template is to blame. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 when unknown. */
  public int column() {
    return column;
  }

  /** The text of the template, of which an excerpt is shown, or null. */
  public @Nullable String source() {
    return source;
  }
}
