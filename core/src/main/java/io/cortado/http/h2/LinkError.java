package io.cortado.http.h2;

/** The peer has broken a rule that a connection cannot go on without. */
@SuppressWarnings("serial")
final class LinkError extends Exception {
  private final int code;

  LinkError(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
