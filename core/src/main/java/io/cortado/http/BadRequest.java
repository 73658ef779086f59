package io.cortado.http;

import java.io.Serial;

/** Traffic that is refused: the status it gets, and the code a {@code clientError} listener sees (as llhttp's). */
final class BadRequest extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The code of a request without a Host, which Node answers in a way of its own. */
  static final String MISSING_HOST = "ERR_HTTP_REQUEST_WITHOUT_HOST";

  private final int status;
  private final String code;

  BadRequest(int status, String code, String reason) {
    super(reason, null, false, false);
    this.status = status;
    this.code = code;
  }

  static BadRequest malformed(String code, String reason) {
    return new BadRequest(400, code, reason);
  }

  static BadRequest unexpectedEnd() {
    return malformed("HPE_INVALID_EOF_STATE", "Unexpected end of input");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
