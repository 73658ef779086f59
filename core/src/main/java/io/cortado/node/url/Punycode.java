package io.cortado.node.url;

import java.util.ArrayList;
import java.util.List;

/** Labels of domains in ASCII (RFC 3492), as {@code punycode} writes and reads them. Called from any thread. */
final class Punycode {
  private static final int BASE = 36;
  private static final int LEAST = 1;
  private static final int MOST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE = 0x80;

  private Punycode() {}

  /** What is wrong with a label: "overflow", "not-basic", "invalid-input", or in words. */
  static final class BadLabel extends Exception {
    private static final long serialVersionUID = 1L;

    BadLabel(String kind) {
      super(kind, null, false, false);
    }
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - (long) bias, LEAST, MOST);
  }

  private static int adapted(int delta, int points, boolean first) {
    int d = first ? delta / DAMP : delta / 2;
    d += d / points;
    int k = 0;
    for (; d > (BASE - LEAST) * MOST / 2; k += BASE) {
      d /= BASE - LEAST;
    }
    return k + (BASE - LEAST + 1) * d / (d + SKEW);
  }

  static String decode(String input) throws BadLabel {
    int basic = Math.max(input.lastIndexOf('-'), 0);
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < basic; i++) {
      check(input.charAt(i) < FIRST_CODE, "not-basic");
      out.add((int) input.charAt(i));
    }
    int code = FIRST_CODE;
    int at = 0;
    int bias = FIRST_BIAS;
    int i = basic > 0 ? basic + 1 : 0;
    while (i < input.length()) {
      int before = at;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        check(i < input.length(), "invalid-input");
        int digit = digit(input.charAt(i++));
        check(digit >= 0, "invalid-input");
        check(digit <= (Integer.MAX_VALUE - at) / weight, "overflow");
        at += (int) (digit * weight);
        int t = threshold(k, bias);
        if (digit < t) {
          break;
        }
        check(weight <= Integer.MAX_VALUE / (BASE - t), "overflow");
        weight *= BASE - t;
      }
      int size = out.size() + 1;
      bias = adapted(at - before, size, before == 0);
      check(at / size <= Integer.MAX_VALUE - code, "overflow");
      code += at / size;
      at %= size;
      out.add(at++, code);
    }
    StringBuilder text = new StringBuilder();
    for (int point : out) {
      check(Character.isValidCodePoint(point), "Invalid code point " + point);
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private static int digit(char c) {
    return c >= 0x80 ? -1 : c >= '0' && c <= '9' ? c - '0' + 26 : Character.isLetter(c) ? Character.toLowerCase(c) - 'a' : -1;
  }

  static String encode(String text) throws BadLabel {
    int[] points = text.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    text.chars().filter(c -> c < FIRST_CODE).forEach(c -> out.append((char) c));
    int basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    int code = FIRST_CODE;
    int delta = 0;
    int bias = FIRST_BIAS;
    for (int handled = basic; handled < points.length; code++, delta++) {
      int next = smallest(points, code);
      check(next - code <= (Integer.MAX_VALUE - delta) / (handled + 1), "overflow");
      delta += (next - code) * (handled + 1);
      code = next;
      for (int point : points) {
        if (point < code) {
          check(++delta > 0, "overflow");
        } else if (point == code) {
          append(out, delta, bias);
          bias = adapted(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
    }
    return out.toString();
  }

  private static int smallest(int[] points, int from) {
    int least = Integer.MAX_VALUE;
    for (int point : points) {
      least = point >= from ? Math.min(least, point) : least;
    }
    return least;
  }

  private static void append(StringBuilder out, int delta, int bias) {
    int q = delta;
    int k = BASE;
    for (int t = threshold(k, bias); q >= t; t = threshold(k, bias)) {
      out.append(letter(t + (q - t) % (BASE - t)));
      q = (q - t) / (BASE - t);
      k += BASE;
    }
    out.append(letter(q));
  }

  private static char letter(int digit) {
    return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
  }

  private static void check(boolean right, String kind) throws BadLabel {
    if (!right) {
      throw new BadLabel(kind);
    }
  }
}
