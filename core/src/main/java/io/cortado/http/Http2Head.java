package io.cortado.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a request of HTTP/2, which is well-formed, as HTTP/1 would have it. */
final class Http2Head {
  final String method;
  final byte[] bytes;
  final boolean chunked;
  final long length;

  private Http2Head(String method, byte[] bytes, boolean chunked, long length) {
    this.method = method;
    this.bytes = bytes;
    this.chunked = chunked;
    this.length = length;
  }

  /** Null where HTTP/1 has no such request. {@code complete} says that no body is to come. */
  static @Nullable Http2Head of(List<String> fields, boolean complete) {
    String method = null;
    String path = null;
    String host = null;
    String length = null;
    String cookie = null;
    StringBuilder lines = new StringBuilder(512);
    for (int i = 0; i < fields.size(); i += 2) {
      String value = fields.get(i + 1);
      switch (fields.get(i)) {
        case ":method" -> method = value;
        case ":path" -> path = value;
        case ":authority" -> host = value;
        case ":scheme" -> {}
        case ":protocol" -> {
          return null;
        }
        case "host" -> host = host == null ? value : host;
        // Crumbs of a cookie are one field (RFC 9113, 8.2.3).
        case "cookie" -> cookie = cookie == null ? value : cookie + "; " + value;
        case "content-length" -> {
          if (length != null && !length.equals(value) || !value.matches("\\d{1,18}")) {
            return null;
          }
          length = value;
        }
        default -> lines.append(fields.get(i)).append(": ").append(value).append("\r\n");
      }
    }
    if (method == null || path == null || method.equals("CONNECT")) {
      return null;
    }
    boolean chunked = !complete && length == null;
    StringBuilder head = new StringBuilder(lines.length() + path.length() + 128);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    field(head, "host", host);
    head.append(lines);
    field(head, "cookie", cookie);
    field(head, "content-length", length);
    field(head, "transfer-encoding", chunked ? "chunked" : null);
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    return new Http2Head(method, bytes, chunked, length == null ? 0 : Long.parseLong(length));
  }

  private static void field(StringBuilder head, String name, @Nullable String value) {
    if (value != null) {
      head.append(name).append(": ").append(value).append("\r\n");
    }
  }
}
