package io.cortado.typescript;

import java.util.Arrays;

/** Parts of a text that become blank, and characters that take the place of blanks. One thread. */
final class Erasure {
  private static final int WIDTH = 3;
  private static final int BLANK = 0;

  private final String text;

  /** Three numbers each: start, end, and 0 or the character that stands at the start instead. */
  private int[] parts = new int[WIDTH * 64];
  private int size;

  Erasure(String text) {
    this.text = text;
  }

  /** A mark to return to with {@link #truncate}. */
  int mark() {
    return size;
  }

  void truncate(int mark) {
    size = mark;
  }

  void blank(int start, int end) {
    add(start, end, BLANK);
  }

  /** Puts a character where a blank will be. */
  void put(int at, char c) {
    add(at, at + 1, c);
  }

  /** The start of the part that was made blank last if it ends there, or -1. */
  int lastEndingAt(int end) {
    for (int i = size - WIDTH; i >= 0; i -= WIDTH) {
      if (parts[i + 2] == BLANK) {
        return parts[i + 1] == end ? parts[i] : -1;
      }
    }
    return -1;
  }

  private void add(int start, int end, int c) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, size * 2);
    }
    parts[size++] = start;
    parts[size++] = end;
    parts[size++] = c;
  }

  String applied() {
    if (size == 0) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (int i = 0; i < size; i += WIDTH) {
      if (parts[i + 2] == BLANK) {
        blank(chars, parts[i], parts[i + 1]);
      }
    }
    for (int i = 0; i < size; i += WIDTH) {
      if (parts[i + 2] != BLANK) {
        chars[parts[i]] = (char) parts[i + 2];
      }
    }
    return new String(chars);
  }

  private static void blank(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isWhitespace(chars[i])) {
        chars[i] = blank(chars[i]);
      }
    }
  }

  /** White space of the same number of bytes in UTF-8, so that places counted in those stay too. */
  private static char blank(char c) {
    if (c < 0x80 || Character.isHighSurrogate(c)) {
      return ' ';
    }
    return c < 0x800 ? '\u00A0' : Character.isLowSurrogate(c) ? '\uFEFF' : '\u2002';
  }
}
