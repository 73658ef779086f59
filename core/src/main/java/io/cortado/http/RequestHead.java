package io.cortado.http;

import org.jspecify.annotations.Nullable;

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

  /** What {@code internal/http/server/requests.js} is told beside the first line, as bits. */
  int flags() {
    return (minorVersion == 0 ? 1 : 0) | expect << 1 | (upgrade ? 8 : 0);
  }

  boolean chunked() {
    return contentLength < 0;
  }

  /** Whether a field of this name, given in lower case, is there. */
  boolean has(String name) {
    return find(name, 0) >= 0;
  }

  /** The value of a field that must stand there once; null where it does not stand there, or more often. */
  @Nullable String only(String name) {
    int at = find(name, 0);
    if (at < 0) {
      return null;
    }
    int start = at + name.length() + 1;
    int end = fields.indexOf('\n', start);
    return find(name, end + 1) < 0 ? fields.substring(start, end) : null;
  }

  /** Whether the client asks about a copy that it has. */
  boolean conditional() {
    return has("if-none-match") || has("if-modified-since");
  }

  private int find(String name, int from) {
    int length = name.length();
    int at = from;
    while (at < fields.length()) {
      if (fields.regionMatches(true, at, name, 0, length) && fields.charAt(at + length) == '\n') {
        return at;
      }
      at = fields.indexOf('\n', fields.indexOf('\n', at) + 1) + 1;
    }
    return -1;
  }

  boolean hasBody() {
    return contentLength != 0;
  }
}
