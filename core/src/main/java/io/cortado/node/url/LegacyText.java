package io.cortado.node.url;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a legacy URL as text, and knows the characters that must be escaped in one. Called from any thread. */
final class LegacyText {
  private static final Set<String> SLASHED = Set.of("http", "https", "ftp", "gopher", "file", "ws", "wss");

  private static final String PLAIN_IN_QUERY = "!'()*-._~";
  private static final String PLAIN_IN_AUTH = PLAIN_IN_QUERY + ":";
  private static final String UNSAFE = "\t\n\r \"'<>\\^`{|}";

  private LegacyText() {}

  /** Whether a scheme, with or without its colon, is one whose URLs have "//" before the host. */
  static boolean slashed(@Nullable String protocol) {
    return protocol != null
        && SLASHED.contains(protocol.endsWith(":") ? protocol.substring(0, protocol.length() - 1) : protocol);
  }

  /** {@code auth@host:port}: of {@code host} where it is given, otherwise of {@code hostname} and {@code port}. */
  static String authority(String auth, String host, String hostname, String port) throws MalformedUrl {
    String name = host;
    if (host.isEmpty()) {
      if (hostname.isEmpty()) {
        return auth.isEmpty() ? "" : checked(auth);
      }
      boolean bare = hostname.contains(":") && !(hostname.startsWith("[") && hostname.endsWith("]"));
      name = (bare ? "[" + hostname + "]" : hostname) + (port.isEmpty() ? "" : ":" + port);
    }
    return auth.isEmpty() ? name : escapeAuth(auth) + "@" + name;
  }

  /** Nothing is written of a user without a host, but half a character is an error all the same. */
  private static String checked(String auth) throws MalformedUrl {
    escapeAuth(auth);
    return "";
  }

  /** The whole URL; what is empty is left out. */
  static String of(String protocol, boolean slashes, String authority, String pathname, String search, String hash) {
    StringBuilder out = new StringBuilder(protocol);
    if (!protocol.isEmpty() && !protocol.endsWith(":")) {
      out.append(':');
    }
    boolean rooted = slashes || (!authority.isEmpty() && slashed(protocol));
    // "file:" has the two slashes even where no host follows.
    if (rooted || (protocol.startsWith("file") && slashed(protocol))) {
      out.append("//");
    }
    out.append(authority);
    if (rooted && !pathname.isEmpty() && pathname.charAt(0) != '/') {
      out.append('/');
    }
    out.append(pathname.replace("#", "%23").replace("?", "%3F"));
    append(out, '?', search.replace("#", "%23"));
    append(out, '#', hash);
    return out.toString();
  }

  private static void append(StringBuilder out, char mark, String part) {
    if (!part.isEmpty() && part.charAt(0) != mark) {
      out.append(mark);
    }
    out.append(part);
  }

  /** Escapes what no part of a URL behind its host has. */
  static String escapeUnsafe(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (UNSAFE.indexOf(c) >= 0) {
        out = out == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : out;
        EscapeSet.appendByte(out, c);
      } else if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text : out.toString();
  }

  private static String escapeAuth(String auth) throws MalformedUrl {
    return escape(auth, PLAIN_IN_AUTH);
  }

  /** A name or value as it stands in a query. */
  static String escapeQuery(String text) throws MalformedUrl {
    return escape(text, PLAIN_IN_QUERY);
  }

  /** Escapes all but letters, digits and some signs. */
  private static String escape(String text, String plainSigns) throws MalformedUrl {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (Character.isLetterOrDigit(c) || plainSigns.indexOf(c) >= 0) {
          out.append(c);
        } else {
          EscapeSet.appendByte(out, c);
        }
      } else if (Character.isSurrogate(c)) {
        if (++i == text.length()) {
          throw new MalformedUrl("surrogate");
        }
        // Two units make a character, whatever the second is.
        appendUtf8(out, 0x10000 + ((c & 0x3ff) << 10 | (text.charAt(i) & 0x3ff)));
      } else {
        appendUtf8(out, c);
      }
    }
    return out.toString();
  }

  private static void appendUtf8(StringBuilder out, int point) {
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    EscapeSet.appendByte(out, (0xf80 >> more & 0xff) | point >> 6 * more);
    for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
      EscapeSet.appendByte(out, 0x80 | (point >> shift & 0x3f));
    }
  }

  /** The characters that an escaped text stands for, strictly: as {@code decodeURIComponent}. */
  static String unescape(String text) throws MalformedUrl {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) != '%') {
        out.append(text.charAt(i++));
        continue;
      }
      int first = escaped(text, i);
      i += 3;
      int more = first < 0x80 ? 0 : Integer.numberOfLeadingZeros(~first << 24) - 1;
      if (first >= 0x80 && (more < 1 || more > 3)) {
        throw new MalformedUrl("escape");
      }
      int point = more == 0 ? first : first & (0x3f >> more);
      for (int left = more; left > 0; left--, i += 3) {
        int next = escaped(text, i);
        if ((next & 0xc0) != 0x80) {
          throw new MalformedUrl("escape");
        }
        point = point << 6 | (next & 0x3f);
      }
      boolean tooLong = more == 1 && point < 0x80 || more == 2 && point < 0x800 || more == 3 && point < 0x10000;
      if (tooLong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
        throw new MalformedUrl("escape");
      }
      out.appendCodePoint(point);
    }
    return out.toString();
  }

  private static int escaped(String text, int at) throws MalformedUrl {
    int high = at + 2 < text.length() && text.charAt(at) == '%' ? hex(text.charAt(at + 1)) : -1;
    int low = high < 0 ? -1 : hex(text.charAt(at + 2));
    if (low < 0) {
      throw new MalformedUrl("escape");
    }
    return high << 4 | low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
