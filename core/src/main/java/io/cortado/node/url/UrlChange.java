package io.cortado.node.url;

import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the setters of {@code URL} do; what does not fit changes nothing. One thread at a time. */
final class UrlChange {
  private final UrlRecord url;

  UrlChange(UrlRecord url) {
    this.url = url;
  }

  void set(String part, String value) {
    switch (part) {
      case "protocol" -> scheme(UrlReader.withoutBreaks(value));
      case "username" -> url.username = url.hasServer() ? EscapeSet.USER.in(value) : url.username;
      case "password" -> url.password = url.hasServer() ? EscapeSet.USER.in(value) : url.password;
      case "host" -> host(UrlReader.withoutBreaks(value), true);
      case "hostname" -> host(UrlReader.withoutBreaks(value), false);
      case "port" -> port(value.isEmpty() ? null : UrlReader.withoutBreaks(value));
      case "pathname" -> path(UrlReader.withoutBreaks(value));
      case "search" -> query(value.isEmpty() ? null : UrlReader.withoutBreaks(value));
      case "hash" -> fragment(value.isEmpty() ? null : UrlReader.withoutBreaks(value));
      default -> throw new IllegalArgumentException(part);
    }
  }

  /** Special schemes and others are never exchanged; neither is "file:" for one that has what files have not. */
  private void scheme(String value) {
    int end = UrlReader.schemeEnd(value.indexOf(':') < 0 ? value + ":" : value);
    if (end == 0) {
      return;
    }
    String next = value.substring(0, end - 1).toLowerCase(Locale.ROOT) + ":";
    boolean alike = UrlRecord.isSpecial(next) == url.isSpecial();
    boolean toFile = next.equals("file:") && (url.hasCredentials() || !url.port.isEmpty());
    boolean fromFile = url.isFile() && "".equals(url.host);
    if (alike && !toFile && !fromFile) {
      url.takeScheme(next);
    }
  }

  private void host(String value, boolean withPort) {
    if (url.opaque != null) {
      return;
    }
    try {
      String server = value.substring(0, indexOfAny(value, url.isSpecial() ? "/\\?#" : "/?#"));
      if (url.isFile()) {
        url.host = UrlReader.fileHost(server);
        return;
      }
      int colon = UrlReader.portColon(server);
      String name = colon < 0 ? server : server.substring(0, colon);
      boolean needed = url.isSpecial() || colon >= 0 || url.hasCredentials() || !url.port.isEmpty();
      if ((colon >= 0 && !withPort) || (name.isEmpty() && needed)) {
        return;
      }
      url.host = name.isEmpty() ? "" : Hosts.parse(name, url.isSpecial());
      if (colon >= 0) {
        url.takePort(digits(server.substring(colon + 1)));
      }
    } catch (MalformedUrl e) {
      return;
    }
  }

  private void port(@Nullable String value) {
    if (!url.hasServer()) {
      return;
    }
    if (value == null) {
      url.port = "";
    } else {
      url.takePort(digits(value));
    }
  }

  private void path(String value) {
    if (url.opaque != null) {
      return;
    }
    url.path = new ArrayList<>();
    boolean rooted = value.startsWith("/") || (url.isSpecial() && value.startsWith("\\"));
    if (!value.isEmpty() || url.isSpecial()) {
      UrlReader.segments(url, rooted ? value.substring(1) : value);
    } else if (url.host == null) {
      url.path.add("");
    }
  }

  private void query(@Nullable String value) {
    if (value == null) {
      url.query = null;
    } else {
      url.takeQuery(value.startsWith("?") ? value.substring(1) : value);
    }
  }

  private void fragment(@Nullable String value) {
    url.fragment = value == null ? null : EscapeSet.FRAGMENT.in(value.startsWith("#") ? value.substring(1) : value);
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return text.substring(0, end);
  }

  private static int indexOfAny(String text, String chars) {
    int at = 0;
    while (at < text.length() && chars.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
