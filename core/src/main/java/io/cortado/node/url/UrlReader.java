package io.cortado.node.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a URL as the WHATWG standard has it, a part after the other. */
final class UrlReader {
  private final UrlRecord url = new UrlRecord();
  private final String text;
  private final @Nullable UrlRecord base;

  private UrlReader(String text, @Nullable UrlRecord base) {
    this.text = text;
    this.base = base;
  }

  /** A URL, relative to another where one is given. */
  static UrlRecord read(String input, @Nullable UrlRecord base) throws MalformedUrl {
    UrlReader reader = new UrlReader(withoutBreaks(trimmed(input)), base);
    reader.read();
    return reader.url;
  }

  private static String trimmed(String input) {
    int start = 0;
    int end = input.length();
    while (start < end && input.charAt(start) <= ' ') {
      start++;
    }
    while (start < end && input.charAt(end - 1) <= ' ') {
      end--;
    }
    return input.substring(start, end);
  }

  /** A text without tabs and line ends, which stand nowhere in a URL. */
  static String withoutBreaks(String text) {
    boolean clean = text.chars().noneMatch(c -> c == '\t' || c == '\n' || c == '\r');
    return clean ? text : text.replaceAll("[\t\n\r]", "");
  }

  private void read() throws MalformedUrl {
    int end = schemeEnd(text);
    if (end == 0) {
      withoutScheme();
      return;
    }
    url.scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    if (url.isFile()) {
      file(end);
    } else if (url.isSpecial()) {
      if (base != null && base.scheme.equals(url.scheme) && !text.startsWith("//", end)) {
        relative(base, end);
      } else {
        authority(afterSlashes(end));
      }
    } else if (text.startsWith("//", end)) {
      authority(end + 2);
    } else if (text.startsWith("/", end)) {
      path(end);
    } else {
      url.opaque = EscapeSet.CONTROLS.in(text.substring(end, tail(end)));
    }
  }

  /** Where a scheme with its colon ends; 0 where there is none. */
  static int schemeEnd(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || !Drives.isLetter(text.charAt(0))) {
      return 0;
    }
    for (int i = 1; i < colon; i++) {
      char c = text.charAt(i);
      if (!Drives.isLetter(c) && !(c >= '0' && c <= '9') && "+-.".indexOf(c) < 0) {
        return 0;
      }
    }
    return colon + 1;
  }

  private void withoutScheme() throws MalformedUrl {
    if (base == null || (base.opaque != null && !text.startsWith("#"))) {
      throw new MalformedUrl("scheme");
    }
    url.scheme = base.scheme;
    if (base.opaque != null) {
      url.opaque = base.opaque;
      url.query = base.query;
      tail(0);
    } else if (url.isFile()) {
      file(0);
    } else {
      relative(base, 0);
    }
  }

  private boolean isSlash(int at) {
    return at < text.length() && (text.charAt(at) == '/' || (text.charAt(at) == '\\' && url.isSpecial()));
  }

  private int afterSlashes(int from) {
    int at = from;
    while (isSlash(at)) {
      at++;
    }
    return at;
  }

  private int indexOfAny(String chars, int from) {
    int at = from;
    while (at < text.length() && chars.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private void relative(UrlRecord from, int at) throws MalformedUrl {
    if (isSlash(at) && isSlash(at + 1)) {
      authority(url.isSpecial() ? afterSlashes(at) : at + 2);
      return;
    }
    url.authorityOf(from);
    if (isSlash(at)) {
      path(at);
    } else {
      beside(from, at);
    }
  }

  /** What is relative to the path of another: its own fragment, query, or path in the same folder. */
  private void beside(UrlRecord from, int at) {
    url.path = new ArrayList<>(from.path);
    url.query = from.query;
    if (at < text.length() && text.charAt(at) != '#') {
      url.query = null;
      if (url.isFile() && Drives.begins(text, at)) {
        url.path.clear();
      } else if (text.charAt(at) != '?') {
        url.shorten();
      }
    }
    int end = tail(at);
    if (end > at) {
      segments(url, text.substring(at, end));
    }
  }

  private void file(int at) throws MalformedUrl {
    url.host = "";
    UrlRecord from = base != null && base.isFile() ? base : null;
    if (isSlash(at) && isSlash(at + 1)) {
      int end = indexOfAny("/\\?#", at + 2);
      String name = text.substring(at + 2, end);
      if (Drives.is(name)) {
        path(at + 2);
        return;
      }
      url.host = fileHost(name);
      path(end);
    } else if (from == null) {
      path(at);
    } else {
      url.host = from.host;
      if (!isSlash(at)) {
        beside(from, at);
        return;
      }
      boolean driven = !from.path.isEmpty() && Drives.isWritten(from.path.getFirst());
      if (driven && !Drives.begins(text, at + 1)) {
        url.path.add(from.path.getFirst());
      }
      path(at);
    }
  }

  /** The host of a file, where this very machine is the empty one. */
  static String fileHost(String name) throws MalformedUrl {
    String host = name.isEmpty() ? "" : Hosts.parse(name, true);
    return host.equals("localhost") ? "" : host;
  }

  private void authority(int from) throws MalformedUrl {
    int end = indexOfAny(url.isSpecial() ? "/\\?#" : "/?#", from);
    String all = text.substring(from, end);
    int at = all.lastIndexOf('@');
    if (at >= 0) {
      String user = all.substring(0, at);
      int colon = user.indexOf(':');
      url.username = EscapeSet.USER.in(colon < 0 ? user : user.substring(0, colon));
      url.password = colon < 0 ? "" : EscapeSet.USER.in(user.substring(colon + 1));
    }
    String server = all.substring(at + 1);
    int colon = portColon(server);
    String name = colon < 0 ? server : server.substring(0, colon);
    if (name.isEmpty() && (url.isSpecial() || colon >= 0 || at >= 0)) {
      throw new MalformedUrl("host");
    }
    url.host = name.isEmpty() ? "" : Hosts.parse(name, url.isSpecial());
    if (colon >= 0 && !url.takePort(server.substring(colon + 1))) {
      throw new MalformedUrl("port");
    }
    path(end);
  }

  /** Where the colon before a port stands, which is never between brackets; -1 where there is none. */
  static int portColon(String server) {
    boolean inside = false;
    for (int i = 0; i < server.length(); i++) {
      char c = server.charAt(i);
      if (c == ':' && !inside) {
        return i;
      }
      inside = c == '[' || (inside && c != ']');
    }
    return -1;
  }

  /** The path from its slash on, and what follows. */
  private void path(int from) {
    int end = tail(from);
    if (end > from) {
      segments(url, text.substring(isSlash(from) ? from + 1 : from, end));
    } else if (url.isSpecial()) {
      url.path.add("");
    }
  }

  /** Takes the query and the fragment that follow, and tells where they begin. */
  private int tail(int from) {
    int end = indexOfAny("?#", from);
    int hash = text.indexOf('#', end);
    if (hash >= 0) {
      url.fragment = EscapeSet.FRAGMENT.in(text.substring(hash + 1));
    }
    if (end < text.length() && text.charAt(end) == '?') {
      url.takeQuery(text.substring(end + 1, hash < 0 ? text.length() : hash));
    }
    return end;
  }

  /** Appends a path, whose first slash is left out, to a URL's. */
  static void segments(UrlRecord url, String text) {
    String slashed = url.isSpecial() ? text.replace('\\', '/') : text;
    List<String> path = url.path;
    for (int from = 0, end; from <= slashed.length(); from = end + 1) {
      int slash = slashed.indexOf('/', from);
      end = slash < 0 ? slashed.length() : slash;
      String segment = slashed.substring(from, end);
      int dots = dots(segment);
      if (dots == 2) {
        url.shorten();
      }
      if (dots == 0) {
        boolean drive = url.isFile() && path.isEmpty() && Drives.is(segment);
        path.add(drive ? segment.charAt(0) + ":" : EscapeSet.PATH.in(segment));
      } else if (slash < 0) {
        path.add("");
      }
    }
  }

  /** How many dots a segment is, some of them escaped; 0 for any other segment. */
  private static int dots(String segment) {
    if (segment.isEmpty() || segment.length() > "%2e%2e".length() || ".%".indexOf(segment.charAt(0)) < 0) {
      return 0;
    }
    String plain = segment.replace("%2e", ".").replace("%2E", ".");
    return plain.equals(".") ? 1 : plain.equals("..") ? 2 : 0;
  }
}
