package io.cortado.node.url;

import java.util.Arrays;
import java.util.List;

/** Hosts of URLs, as the standard reads and writes them. Called from any thread. */
final class Hosts {
  private static final String NEVER_IN_HOST = "\0\t\n\r #/:<>?@[\\]^|";
  private static final String NEVER_IN_DOMAIN = "#%/:<>?@[\\]^|\u007f";

  private Hosts() {}

  /** A host as it is written; {@code special} URLs have domains and addresses, others any text. */
  static String parse(String text, boolean special) throws MalformedUrl {
    if (text.startsWith("[")) {
      if (!text.endsWith("]")) {
        throw new MalformedUrl("host");
      }
      return "[" + Ipv6.parse(text.substring(1, text.length() - 1)) + "]";
    }
    if (!special) {
      if (text.chars().anyMatch(c -> NEVER_IN_HOST.indexOf(c) >= 0)) {
        throw new MalformedUrl("host");
      }
      return EscapeSet.CONTROLS.in(text);
    }
    String ascii = isPlain(text) ? text : Domains.toAscii(EscapeSet.decoded(text));
    if (ascii == null || ascii.isEmpty() || ascii.chars().anyMatch(Hosts::isForbidden)) {
      throw new MalformedUrl("host");
    }
    return endsInNumber(ascii) ? ipv4(ascii) : ascii;
  }

  /** Whether a name is its own spelling in DNS, as almost all are. */
  private static boolean isPlain(String text) {
    boolean simple = text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-');
    return simple && !text.contains("xn--");
  }

  private static boolean isForbidden(int c) {
    return c <= ' ' || NEVER_IN_DOMAIN.indexOf(c) >= 0;
  }

  private static List<String> parts(String host) {
    List<String> parts = Arrays.asList(host.split("\\.", -1));
    return parts.size() > 1 && parts.getLast().isEmpty() ? parts.subList(0, parts.size() - 1) : parts;
  }

  private static boolean endsInNumber(String host) {
    String last = parts(host).getLast();
    return !last.isEmpty() && (last.chars().allMatch(c -> c >= '0' && c <= '9') || number(last) >= 0);
  }

  /** Four decimal numbers, of one to four in decimal, octal or hexadecimal of which the last fills what is left. */
  private static String ipv4(String host) throws MalformedUrl {
    List<String> parts = parts(host);
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      long number = number(parts.get(i));
      long limit = last ? 1L << 8 * (4 - i) : 1L << 8;
      if (i > 3 || number < 0 || number >= limit) {
        throw new MalformedUrl("host");
      }
      address += last ? number : number << 8 * (3 - i);
    }
    return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
  }

  /** -1 for what is no number; no more than the first that is too large for any place. */
  private static long number(String text) {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    boolean octal = !hex && text.length() > 1 && text.startsWith("0");
    int radix = hex ? 16 : octal ? 8 : 10;
    int from = hex ? 2 : 0;
    long value = text.isEmpty() ? -1 : 0;
    for (int i = from; i < text.length() && value >= 0; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      value = digit < 0 ? -1 : Math.min(value * radix + digit, 1L << 32);
    }
    return value;
  }
}
