package io.cortado.http;

import io.undertow.util.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head of a request that Undertow has read as HTTP/1 would have it, so that one parser decides what is well-formed.
 * What could end a line there is refused; what concerns a connection is left out. Stateless.
 */
final class CarriedHead {
  /** Of the connection between two hops (RFC 9110, 7.6.1). */
  private static final Set<String> HOP =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private CarriedHead() {}

  /** The head's bytes; null where the request is none. {@code chunked} says that its body comes in chunks. */
  static byte @Nullable [] of(Carrier carrier, boolean chunked) {
    String path = carrier.target();
    String method = carrier.method();
    if (path == null || method == null || !isToken(method) || !isVisible(path)) {
      return null;
    }
    StringBuilder head = new StringBuilder(512).append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    String host = carrier.host();
    if (host != null && !field(head, "host", host)) {
      return null;
    }
    for (HeaderValues each : carrier.fields()) {
      String name = each.getHeaderName().toString().toLowerCase(Locale.ROOT);
      if (name.startsWith(":")) {
        continue;
      }
      if (name.equals("host")) {
        // What the head begins with already.
        if (!each.stream().allMatch(CarriedHead::isValue)) {
          return null;
        }
        continue;
      }
      if (HOP.contains(name)) {
        continue;
      }
      if (!fields(head, name, each)) {
        return null;
      }
    }
    if (chunked) {
      head.append("transfer-encoding: chunked\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Crumbs of a cookie are one field (RFC 9113, 8.2.3). */
  private static boolean fields(StringBuilder head, String name, HeaderValues values) {
    if (name.equals("cookie")) {
      return field(head, name, String.join("; ", values));
    }
    for (String value : values) {
      if (!field(head, name, value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean field(StringBuilder head, String name, String value) {
    if (!isToken(name) || !isValue(value)) {
      return false;
    }
    head.append(name).append(": ").append(value).append("\r\n");
    return true;
  }

  private static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff || c < ' ' && c != '\t' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e || !Grammar.token((byte) text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f || text.charAt(i) > 0xff) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
