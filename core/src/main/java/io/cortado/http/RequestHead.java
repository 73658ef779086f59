package io.cortado.http;

/**
 * A request's head as it crosses to JavaScript, and what it says about framing.
 *
 * @param method in upper case, one of Node's METHODS
 * @param target as sent, bytes as Latin-1
 * @param minorVersion 0 or 1
 * @param fields names and values in turn, as sent, each ended by a line feed (which no field can hold)
 * @param contentLength of the body in bytes, -1 where it is chunked, 0 without a body
 * @param keepAlive whether the client wants the connection kept
 * @param expect 0 none, 1 100-continue, 2 anything else
 * @param upgrade whether the client asks for another protocol
 */
record RequestHead(
    String method,
    String target,
    int minorVersion,
    String fields,
    long contentLength,
    boolean keepAlive,
    int expect,
    boolean upgrade) {

  boolean chunked() {
    return contentLength < 0;
  }

  /** Whether a field of this name, given in lower case, is there. */
  boolean has(String name) {
    int end = name.length();
    for (int at = 0; at < fields.length(); at = fields.indexOf('\n', fields.indexOf('\n', at) + 1) + 1) {
      if (fields.regionMatches(true, at, name, 0, end) && fields.charAt(at + end) == '\n') {
        return true;
      }
    }
    return false;
  }

  boolean hasBody() {
    return contentLength != 0;
  }
}
