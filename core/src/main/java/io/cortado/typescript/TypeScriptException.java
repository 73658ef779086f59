package io.cortado.typescript;

import java.io.Serial;

/** A text that cannot be run by leaving out its types. */
public final class TypeScriptException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Syntax that stands for code: enums, namespaces, parameter properties. */
  static final String UNSUPPORTED = "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";

  /** What is no TypeScript. */
  static final String INVALID = "ERR_INVALID_TYPESCRIPT_SYNTAX";

  private final String code;
  private final int start;
  private final int end;

  TypeScriptException(String code, String message, int start, int end) {
    super(message, null, false, false);
    this.code = code;
    this.start = start;
    this.end = end;
  }

  /** Node's code. */
  public String code() {
    return code;
  }

  /** Where what is refused begins, counted in UTF-16 units. */
  public int start() {
    return start;
  }

  /** Where it ends. */
  public int end() {
    return end;
  }
}
