package io.cortado.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The methods Node's parser knows. */
final class Methods {
  /** In the order of {@code http.METHODS}. */
  static final String[] ALL = {
    "ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE",
    "MKACTIVITY", "MKCALENDAR", "MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH",
    "PURGE", "PUT", "QUERY", "REBIND", "REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK",
    "UNLOCK", "UNSUBSCRIBE"
  };

  private static final byte[][] SPELLED = new byte[ALL.length][];
  private static final int GET = 6;

  static {
    for (int i = 0; i < ALL.length; i++) {
      SPELLED[i] = ALL[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private Methods() {}

  /** The method spelled by these bytes, case-sensitive, or null. */
  static @Nullable String of(byte[] bytes, int from, int to) {
    if (same(bytes, from, to, SPELLED[GET])) {
      return ALL[GET];
    }
    for (int i = 0; i < ALL.length; i++) {
      if (same(bytes, from, to, SPELLED[i])) {
        return ALL[i];
      }
    }
    return null;
  }

  /** Whether these bytes are the beginning of a method, or all of it. */
  static boolean begins(byte[] bytes, int from, int to) {
    int length = to - from;
    for (byte[] method : SPELLED) {
      if (length <= method.length && java.util.Arrays.equals(bytes, from, to, method, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(byte[] bytes, int from, int to, byte[] method) {
    return java.util.Arrays.equals(bytes, from, to, method, 0, method.length);
  }
}
