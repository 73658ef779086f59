package io.cortado.node.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A URL of the WHATWG standard in its parts, escaped as they are written. One thread at a time. */
final class UrlRecord {
  /** The special schemes and their own ports. */
  private static final Map<String, String> PORTS =
      Map.of("http:", "80", "https:", "443", "ws:", "80", "wss:", "443", "ftp:", "21", "file:", "");

  private static final int LAST_PORT = 65535;

  /** With its colon. */
  String scheme = "";

  String username = "";
  String password = "";

  /** Null where there is none, which is not the same as an empty one. */
  @Nullable String host;

  /** Empty for the scheme's own. */
  String port = "";

  List<String> path = new ArrayList<>();

  /** What "mailto:" and the like have in the path's place. */
  @Nullable String opaque;

  @Nullable String query;
  @Nullable String fragment;

  static boolean isSpecial(String scheme) {
    return PORTS.containsKey(scheme);
  }

  boolean isSpecial() {
    return isSpecial(scheme);
  }

  boolean isFile() {
    return scheme.equals("file:");
  }

  boolean hasCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  /** Whether there may be a user, a password and a port. */
  boolean hasServer() {
    return host != null && !host.isEmpty() && !isFile();
  }

  void authorityOf(UrlRecord other) {
    username = other.username;
    password = other.password;
    host = other.host;
    port = other.port;
  }

  /** Takes a port, unless it is none; empty is no port, and changes nothing. */
  boolean takePort(String digits) {
    if (digits.isEmpty()) {
      return true;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      number = Math.min(number * 10 + c - '0', LAST_PORT + 1);
    }
    if (number > LAST_PORT) {
      return false;
    }
    String written = Integer.toString(number);
    port = written.equals(PORTS.get(scheme)) ? "" : written;
    return true;
  }

  void takeScheme(String next) {
    scheme = next;
    if (port.equals(PORTS.get(next))) {
      port = "";
    }
  }

  void takeQuery(String text) {
    query = (isSpecial() ? EscapeSet.SPECIAL_QUERY : EscapeSet.QUERY).in(text);
  }

  /** Goes one folder up, but not over a drive. */
  void shorten() {
    boolean drive = isFile() && path.size() == 1 && Drives.isWritten(path.getFirst());
    if (!drive && !path.isEmpty()) {
      path.removeLast();
    }
  }

  String pathname() {
    if (opaque != null) {
      return opaque;
    }
    return path.isEmpty() ? "" : "/" + String.join("/", path);
  }

  String hostAndPort() {
    return host == null ? "" : port.isEmpty() ? host : host + ":" + port;
  }

  String href() {
    StringBuilder out = new StringBuilder(scheme);
    if (host != null) {
      out.append("//");
      if (hasCredentials()) {
        out.append(username).append(password.isEmpty() ? "" : ":" + password).append('@');
      }
      out.append(hostAndPort());
    } else if (opaque == null && path.size() > 1 && path.getFirst().isEmpty()) {
      // Without it, the path would be read as a host.
      out.append("/.");
    }
    out.append(pathname());
    if (query != null) {
      out.append('?').append(query);
    }
    if (fragment != null) {
      out.append('#').append(fragment);
    }
    return out.toString();
  }

  private String origin() {
    if (scheme.equals("blob:")) {
      try {
        UrlRecord inner = UrlReader.read(pathname(), null);
        return inner.scheme.equals("http:") || inner.scheme.equals("https:") ? inner.origin() : "null";
      } catch (MalformedUrl e) {
        return "null";
      }
    }
    return isSpecial() && !isFile() ? scheme + "//" + hostAndPort() : "null";
  }

  /**
   * What the accessors of {@code URL} give, a line each: href, origin, protocol, username, password, host, hostname, port,
   * pathname, search, hash.
   */
  String lines() {
    return String.join(
        "\n",
        href(),
        origin(),
        scheme,
        username,
        password,
        hostAndPort(),
        host == null ? "" : host,
        port,
        pathname(),
        marked('?', query),
        marked('#', fragment));
  }

  private static String marked(char mark, @Nullable String part) {
    return part == null || part.isEmpty() ? "" : mark + part;
  }
}
