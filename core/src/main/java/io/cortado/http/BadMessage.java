package io.cortado.http;

import java.io.Serial;

/**
 * A message that is not HTTP as we read it: the code and the reason that llhttp gives for it, and where. A request is
 * refused with the status; who sent a response learns nothing.
 */
final class BadMessage extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The code of a request without a Host, which Node answers in a way of its own. */
  static final String MISSING_HOST = "ERR_HTTP_REQUEST_WITHOUT_HOST";

  private final int status;
  private final String code;
  private final int at;

  private BadMessage(int status, String code, String reason, int at) {
    super(reason, null, false, false);
    this.status = status;
    this.code = code;
    this.at = at;
  }

  /** Refused with a status of its own. */
  BadMessage(int status, String code, String reason) {
    this(status, code, reason, 0);
  }

  static BadMessage malformed(String code, String reason) {
    return malformed(code, reason, 0);
  }

  /** {@code at} is an index into the bytes that were being read. */
  static BadMessage malformed(String code, String reason, int at) {
    return new BadMessage(400, code, reason, at);
  }

  static BadMessage headerOverflow(int at) {
    return new BadMessage(431, "HPE_HEADER_OVERFLOW", "Header overflow", at);
  }

  static BadMessage extensionOverflow(int at) {
    return new BadMessage(413, "HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", at);
  }

  static BadMessage unexpectedEnd() {
    return malformed("HPE_INVALID_EOF_STATE", "Unexpected end of input");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  int at() {
    return at;
  }
}
