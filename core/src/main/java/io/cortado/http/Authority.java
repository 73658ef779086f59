package io.cortado.http;

/** The grammar of a host and its port (RFC 3986, 3.2), as they stand in a Host field or a request's target. Stateless. */
final class Authority {
  private static final int MAX_PORT = 65_535;
  private static final int GROUPS = 8;

  private Authority() {}

  /** Whether the text from {@code from} to {@code to} names a host, with a port or, where none is needed, without. */
  static boolean isValid(String text, int from, int to, boolean needsPort) {
    int end = from < to && text.charAt(from) == '[' ? literal(text, from, to) : name(text, from, to);
    if (end <= from) {
      return false;
    }
    return end == to ? !needsPort : text.charAt(end) == ':' && port(text, end + 1, to, needsPort);
  }

  private static boolean port(String text, int from, int to, boolean needed) {
    int port = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + c - '0';
      if (port > MAX_PORT) {
        return false;
      }
    }
    return from < to || !needed;
  }

  /** The end of a registered name or an IPv4 address; -1 where there is none. */
  private static int name(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != ':') {
      char c = text.charAt(at);
      if (c == '%') {
        if (at + 2 >= to || !isHex(text.charAt(at + 1)) || !isHex(text.charAt(at + 2))) {
          return -1;
        }
        at += 3;
      } else if (c < 256 && Grammar.name((byte) c)) {
        at++;
      } else {
        return -1;
      }
    }
    return at;
  }

  /** The position behind an address in brackets; -1 where it is none. */
  private static int literal(String text, int from, int to) {
    int close = text.indexOf(']', from);
    if (close < 0 || close >= to) {
      return -1;
    }
    char first = text.charAt(from + 1);
    return (first == 'v' || first == 'V' ? future(text, from + 2, close) : ipv6(text, from + 1, close)) ? close + 1 : -1;
  }

  /** An address of a version to come: its number, a dot, and anything. */
  private static boolean future(String text, int from, int to) {
    int at = from;
    while (at < to && isHex(text.charAt(at))) {
      at++;
    }
    if (at == from || at + 1 >= to || text.charAt(at) != '.') {
      return false;
    }
    for (at++; at < to; at++) {
      if (text.charAt(at) != ':' && !Grammar.name((byte) text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean ipv6(String text, int from, int to) {
    boolean gap = text.startsWith("::", from) && from + 2 <= to;
    int at = gap ? from + 2 : from;
    int groups = 0;
    while (at < to || groups == 0 && !gap) {
      int start = at;
      while (at < to && isHex(text.charAt(at))) {
        at++;
      }
      if (at < to && text.charAt(at) == '.') {
        groups += 2;
        return ipv4(text, start, to) && (gap ? groups < GROUPS : groups == GROUPS);
      }
      if (at == start || at - start > 4) {
        return false;
      }
      groups++;
      if (at == to) {
        break;
      }
      if (text.charAt(at) != ':' || at + 1 == to) {
        return false;
      }
      at++;
      if (text.charAt(at) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
    }
    return gap ? groups < GROUPS : groups == GROUPS;
  }

  private static boolean ipv4(String text, int from, int to) {
    String[] parts = text.substring(from, to).split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean number = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number || Integer.parseInt(part) > 255 || part.length() > 1 && part.charAt(0) == '0') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
