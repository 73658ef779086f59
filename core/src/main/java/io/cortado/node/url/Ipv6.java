package io.cortado.node.url;

/** Addresses between the brackets of a URL. Called from any thread. */
final class Ipv6 {
  private static final int PIECES = 8;

  private Ipv6() {}

  /** The shortest spelling of an address. */
  static String parse(String text) throws MalformedUrl {
    return write(read(text));
  }

  private static int[] read(String text) throws MalformedUrl {
    int[] pieces = new int[PIECES];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      check(count < PIECES);
      int end = at;
      while (end < text.length() && end < at + 4 && digit(text, end) >= 0) {
        end++;
      }
      boolean ends = end == text.length();
      if (end == at) {
        // Only the second of two colons stands where a piece could.
        check(gap < 0 && at > 0 && text.charAt(at) == ':');
        gap = count;
        at++;
      } else if (!ends && text.charAt(end) == '.') {
        check(count <= PIECES - 2);
        long tail = dotted(text.substring(at));
        pieces[count++] = (int) (tail >> 16);
        pieces[count++] = (int) (tail & 0xffff);
        at = text.length();
      } else {
        pieces[count++] = Integer.parseInt(text, at, end, 16);
        check(ends || (text.charAt(end) == ':' && end + 1 < text.length()));
        at = end + 1;
      }
    }
    check(gap < 0 ? count == PIECES : count < PIECES);
    return gap < 0 ? pieces : spread(pieces, gap, count);
  }

  private static int[] spread(int[] pieces, int gap, int count) {
    int[] all = new int[PIECES];
    System.arraycopy(pieces, 0, all, 0, gap);
    System.arraycopy(pieces, gap, all, PIECES - (count - gap), count - gap);
    return all;
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** The last two pieces, written as an IPv4 address. */
  private static long dotted(String text) throws MalformedUrl {
    String[] numbers = text.split("\\.", -1);
    check(numbers.length == 4);
    long address = 0;
    for (String number : numbers) {
      check(number.matches("0|[1-9][0-9]{0,2}"));
      int value = Integer.parseInt(number);
      check(value < 256);
      address = address << 8 | value;
    }
    return address;
  }

  private static void check(boolean right) throws MalformedUrl {
    if (!right) {
      throw new MalformedUrl("host");
    }
  }

  /** In hexadecimal, the first longest run of zeros as two colons. */
  private static String write(int[] pieces) {
    int gap = 0;
    int gapEnd = 0;
    for (int from = 0; from < PIECES; from++) {
      int end = from;
      while (end < PIECES && pieces[end] == 0) {
        end++;
      }
      if (end - from > Math.max(gapEnd - gap, 1)) {
        gap = from;
        gapEnd = end;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < PIECES; i++) {
      if (i == gap && gapEnd > gap) {
        out.append("::");
        i = gapEnd - 1;
      } else {
        boolean first = i == 0 || (i == gapEnd && gapEnd > gap);
        out.append(first ? "" : ":").append(Integer.toHexString(pieces[i]));
      }
    }
    return out.toString();
  }
}
