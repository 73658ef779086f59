package io.cortado.express.http;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Addresses as proxies write them, leniently: parts may be octal or hexadecimal, a zone is passed over. Stateless. */
final class IpAddress {
  /** Bytes of the short addresses, and of the long. */
  static final int FOUR = 4;

  static final int SIX = 16;

  private static final String PART = "(0?\\d+|0x[a-f0-9]+)";
  private static final String DOTTED = PART + "\\." + PART + "\\." + PART + "\\." + PART;

  private static final Pattern IPV4 = Pattern.compile(DOTTED, Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile(PART, Pattern.CASE_INSENSITIVE);
  private static final Pattern ZONE = Pattern.compile("%[0-9a-z]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern IPV6 =
      Pattern.compile("(::)?((?:[0-9a-f]+::?)+)?([0-9a-f]+)?(::)?(%[0-9a-z]+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern MIXED =
      Pattern.compile("((?:[0-9a-f]+::?)+|(?:::)(?:[0-9a-f]+::?)*)" + DOTTED + "(%[0-9a-z]+)?", Pattern.CASE_INSENSITIVE);

  private static final long LAST_IPV4 = 0xffffffffL;

  private IpAddress() {}

  /** The bytes of an address, 4 or 16 of them; null for a text that is none. */
  static int @Nullable [] parse(String text) {
    return text.indexOf(':') < 0 ? four(text) : six(text);
  }

  private static int @Nullable [] four(String text) {
    Matcher parts = IPV4.matcher(text);
    if (parts.matches()) {
      return bytes(IntStream.rangeClosed(1, FOUR).mapToLong(i -> number(parts.group(i))).toArray());
    }
    long value = NUMBER.matcher(text).matches() ? number(text) : LAST_IPV4 + 1;
    return value > LAST_IPV4 ? null : bytes(new long[] {value >> 24, value >> 16 & 255, value >> 8 & 255, value & 255});
  }

  private static int @Nullable [] bytes(long[] values) {
    boolean fit = Arrays.stream(values).allMatch(value -> value <= 255);
    return fit ? Arrays.stream(values).mapToInt(value -> (int) value).toArray() : null;
  }

  /** Decimal, hexadecimal after {@code 0x}, octal after another zero up to the first digit that is not. */
  private static long number(String text) {
    if (text.startsWith("0x")) {
      return digits(text.substring(2), 16);
    }
    return digits(text, text.startsWith("0") ? 8 : 10);
  }

  private static long digits(String text, int radix) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        break;
      }
      value = Math.min(value * radix + digit, LAST_IPV4 + 1);
    }
    return value;
  }

  private static int @Nullable [] six(String text) {
    if (IPV6.matcher(text).matches()) {
      return expanded(text, SIX / 2);
    }
    Matcher mixed = MIXED.matcher(text);
    if (!mixed.matches()) {
      return null;
    }
    String head = mixed.group(1);
    int[] front = expanded(head.substring(0, head.length() - 1), (SIX - FOUR) / 2);
    int[] tail = bytes(IntStream.rangeClosed(2, 1 + FOUR).mapToLong(i -> plainNumber(mixed.group(i))).toArray());
    return front == null || tail == null ? null : IntStream.concat(Arrays.stream(front), Arrays.stream(tail)).toArray();
  }

  /** Here a leading zero means nothing. */
  private static long plainNumber(String text) {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    return digits(hex ? text.substring(2) : text, hex ? 16 : 10);
  }

  /** Two bytes for each group of an address whose "::", if any, stands for as many zeros as are missing. */
  private static int @Nullable [] expanded(String text, int count) {
    if (text.indexOf("::") != text.lastIndexOf("::")) {
      return null;
    }
    String address = ZONE.matcher(text).replaceFirst("");
    int colons = (int) address.chars().filter(c -> c == ':').count();
    colons -= (address.startsWith("::") ? 1 : 0) + (address.endsWith("::") ? 1 : 0);
    if (colons > count) {
      return null;
    }
    int gap = address.indexOf("::");
    String full =
        gap < 0 ? address : address.substring(0, gap) + ":" + "0:".repeat(count - colons) + address.substring(gap + 2);
    String inner = full.startsWith(":") ? full.substring(1) : full;
    String[] groups = (inner.endsWith(":") ? inner.substring(0, inner.length() - 1) : inner).split(":", -1);
    int[] bytes = new int[2 * count];
    for (int i = 0; i < groups.length && i < count; i++) {
      long value = groups[i].isEmpty() ? -1 : digits(groups[i], 16);
      if (value < 0 || value > 0xffff) {
        return null;
      }
      bytes[2 * i] = (int) (value >> 8);
      bytes[2 * i + 1] = (int) (value & 255);
    }
    return groups.length == count ? bytes : null;
  }

  /** Whether a long address stands for a short one. */
  static boolean isMapped(int[] bytes) {
    return bytes.length == SIX
        && bytes[10] == 255
        && bytes[11] == 255
        && Arrays.stream(bytes, 0, 10).allMatch(value -> value == 0);
  }

  static int[] unmapped(int[] bytes) {
    return Arrays.copyOfRange(bytes, SIX - FOUR, SIX);
  }

  static int[] mapped(int[] bytes) {
    int[] all = new int[SIX];
    all[10] = 255;
    all[11] = 255;
    System.arraycopy(bytes, 0, all, SIX - FOUR, FOUR);
    return all;
  }
}
