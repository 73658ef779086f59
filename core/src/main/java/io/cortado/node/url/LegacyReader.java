package io.cortado.node.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a URL as {@code url.parse} does: leniently, from left to right, each part taken off the front. */
final class LegacyReader {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9.+-]+:");
  private static final Pattern USER_AT_HOST = Pattern.compile("//[^@/]+@[^@/]+");
  private static final Pattern PORT = Pattern.compile(":([0-9]*)\\z");

  private static final String ENDS_HOST = "/?#";
  private static final String NEVER_IN_HOST = " \"%';<>\\^`{|}";
  private static final String NEVER_IN_NAME = "/\\#?:";
  private static final String NEVER_IN_IPV6 = "\0\t\n\r #%/<>?@\\^|";
  private static final String NEVER_IN_DOMAIN = NEVER_IN_IPV6 + ":[]";
  private static final int LONGEST_NAME = 255;

  private final String text;
  private final boolean slashesDenoteHost;

  /** What is not read yet. */
  private String rest;

  private LegacyReader(String text, boolean slashesDenoteHost) {
    this.text = text;
    this.slashesDenoteHost = slashesDenoteHost;
    this.rest = turned(trimmed(text));
  }

  static LegacyUrl read(String text, boolean slashesDenoteHost) throws MalformedUrl {
    return new LegacyReader(text, slashesDenoteHost).read();
  }

  /** Where the query of a text that is a path and nothing else begins, or its length; -1 when it is something else. */
  static int pathLength(String text) {
    int mark = indexOfAny(text, "?#", 0);
    boolean alone = text.startsWith("/") && text.indexOf('#') < 0 && text.lastIndexOf('\\', mark) < 0;
    return alone && text.lastIndexOf('@', mark) < 0 && isPath(text) && trimmed(text).length() == text.length() ? mark : -1;
  }

  private LegacyUrl read() throws MalformedUrl {
    int tail = indexOfAny(text, "?#", 0);
    boolean plain = text.indexOf('#') < 0 && text.lastIndexOf('@', tail) < 0;
    if (!slashesDenoteHost && plain && isPath(rest)) {
      return pathAlone();
    }
    Matcher scheme = SCHEME.matcher(rest);
    String written = scheme.lookingAt() ? scheme.group() : null;
    String protocol = written == null ? null : LegacyText.lower(written);
    boolean hostless = "javascript:".equals(protocol);
    if (written != null) {
      rest = rest.substring(written.length());
    }
    boolean slashes =
        !hostless
            && rest.startsWith("//")
            && (slashesDenoteHost || written != null || USER_AT_HOST.matcher(rest).lookingAt());
    if (slashes) {
      rest = rest.substring(2);
    }
    // "http:x" is a path and "mailto:x" a host; only in lower case is "http:" known for what it is here.
    boolean hosted = slashes || (!hostless && written != null && !LegacyText.slashed(written));
    LegacyUrl.Authority authority = hosted ? authority() : null;
    if (!hostless) {
      rest = LegacyText.escapeUnsafe(rest);
    }
    return withTail(protocol, slashes, authority);
  }

  private LegacyUrl pathAlone() {
    int mark = rest.indexOf('?');
    String pathname = mark < 0 ? rest : rest.substring(0, mark);
    return new LegacyUrl(null, false, null, pathname, mark < 0 ? null : rest.substring(mark), null, rest);
  }

  private LegacyUrl withTail(@Nullable String protocol, boolean slashes, LegacyUrl.@Nullable Authority at) throws MalformedUrl {
    int hashAt = rest.indexOf('#');
    String hash = hashAt < 0 ? null : rest.substring(hashAt);
    String before = hashAt < 0 ? rest : rest.substring(0, hashAt);
    int mark = before.indexOf('?');
    String search = mark < 0 ? null : before.substring(mark);
    String pathname = mark < 0 ? before : before.substring(0, mark);
    if (pathname.isEmpty() && LegacyText.slashed(protocol) && at != null && !at.hostname().isEmpty()) {
      pathname = "/";
    }
    String host = at == null ? "" : LegacyText.authority(orEmpty(at.auth()), at.host(), at.hostname(), orEmpty(at.port()));
    String href = LegacyText.of(orEmpty(protocol), slashes, host, pathname, orEmpty(search), orEmpty(hash));
    return new LegacyUrl(protocol, slashes, at, pathname.isEmpty() ? null : pathname, search, hash, href);
  }

  /** Takes "user@host:port" off the front; from the first character that no host has, it is the path's. */
  private LegacyUrl.Authority authority() throws MalformedUrl {
    int end = indexOfAny(rest, ENDS_HOST, 0);
    String before = rest.substring(0, end).replaceAll("[\t\n\r]", "");
    int at = before.lastIndexOf('@');
    String auth = at < 0 ? null : LegacyText.unescape(before.substring(0, at));
    int cut = indexOfAny(before, NEVER_IN_HOST, at + 1);
    String host = before.substring(at + 1, cut);
    rest = before.substring(cut) + rest.substring(end);

    Matcher number = PORT.matcher(host);
    boolean numbered = number.find();
    String port = numbered && !number.group(1).isEmpty() ? number.group(1) : null;
    String name = numbered ? host.substring(0, number.start()) : host;
    return name.startsWith("[") && name.endsWith("]") ? ipv6(auth, name, port) : named(auth, name, port);
  }

  private LegacyUrl.Authority ipv6(@Nullable String auth, String name, @Nullable String port) throws MalformedUrl {
    String lower = name.length() > LONGEST_NAME ? "" : LegacyText.lower(name);
    if (indexOfAny(lower, NEVER_IN_IPV6, 0) < lower.length()) {
      throw new MalformedUrl("host");
    }
    if (!rest.startsWith("/")) {
      rest = "/" + rest;
    }
    String inner = lower.length() < 2 ? "" : lower.substring(1, lower.length() - 1);
    return new LegacyUrl.Authority(auth, withPort(lower, port), inner, port, false);
  }

  private LegacyUrl.Authority named(@Nullable String auth, String host, @Nullable String port) throws MalformedUrl {
    int end = indexOfAny(host, NEVER_IN_NAME, 0);
    boolean oddPort = end < host.length() && host.charAt(end) == ':';
    if (end < host.length()) {
      rest = "/" + host.substring(end) + rest;
    }
    String name = host.substring(0, end);
    if (name.length() > LONGEST_NAME) {
      name = "";
    }
    if (!name.isEmpty()) {
      String domain = Domains.toAscii(LegacyText.lower(name));
      // A zero byte ends the name, as in C.
      domain = domain == null ? null : domain.substring(0, indexOfAny(domain, "\0", 0));
      if (domain == null || domain.isEmpty() || indexOfAny(domain, NEVER_IN_DOMAIN, 0) < domain.length()) {
        throw new MalformedUrl("host");
      }
      name = domain;
    }
    return new LegacyUrl.Authority(auth, withPort(name, port), name, port, oddPort);
  }

  private static String withPort(String name, @Nullable String port) {
    return port == null ? name : name + ":" + port;
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** Whether all of it is a path with its query, such as a request has: one or two slashes in front, no white space. */
  private static boolean isPath(String text) {
    return text.startsWith("/") && !text.startsWith("///") && text.chars().noneMatch(LegacyReader::isSpace);
  }

  /** White space of JavaScript's regular expressions. */
  private static boolean isSpace(int c) {
    return c <= ' '
        ? c == ' ' || (c >= '\t' && c <= '\r')
        : c >= 0xa0 && (c == 0xfeff || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.SPACE_SEPARATOR);
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isTrimmed(text.charAt(start))) {
      start++;
    }
    while (start < end && isTrimmed(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isTrimmed(char c) {
    return c <= ' ' || c == 0xa0 || c == 0xfeff;
  }

  /** Back slashes before the query as the slashes that browsers take them for. */
  private static String turned(String text) {
    int end = indexOfAny(text, "?#", 0);
    return text.substring(0, end).replace('\\', '/') + text.substring(end);
  }

  /** Where the first of some characters stands, or the length of the text. */
  private static int indexOfAny(String text, String chars, int from) {
    int at = from;
    while (at < text.length() && chars.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
