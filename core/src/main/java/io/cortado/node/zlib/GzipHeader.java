package io.cortado.node.zlib;

import java.util.zip.CRC32;

/** Reads a gzip member's header (RFC 1952), however it is cut into pieces. */
final class GzipHeader {
  private static final int FIXED = 10;
  private static final int HCRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final CRC32 crc = new CRC32();
  private int count;
  private int flags;
  private int extra = -1;
  private int extraLow;
  private int stage;
  private int check;
  private boolean done;

  boolean done() {
    return done;
  }

  /** Reads on from {@code at} and answers where it stopped. */
  int read(byte[] input, int at) throws CodecException {
    int position = at;
    while (!done && position < input.length) {
      take(input[position++] & 255);
    }
    return position;
  }

  private void take(int value) throws CodecException {
    if (count < FIXED) {
      fixed(value);
      return;
    }
    switch (stage) {
      case EXTRA -> {
        crc.update(value);
        extra(value);
      }
      case NAME, COMMENT -> {
        crc.update(value);
        if (value == 0) {
          next(stage);
        }
      }
      default -> check(value);
    }
  }

  private void fixed(int value) throws CodecException {
    crc.update(value);
    switch (count++) {
      case 0 -> require(value == 31, "incorrect header check");
      case 1 -> require(value == 139, "incorrect header check");
      case 2 -> require(value == 8, "unknown compression method");
      case 3 -> {
        require((value & 0xe0) == 0, "unknown header flags set");
        flags = value;
      }
      default -> {}
    }
    if (count == FIXED) {
      next(0);
    }
  }

  private void extra(int value) {
    if (extra < 0) {
      if (extra == -1) {
        extraLow = value;
        extra = -2;
        return;
      }
      extra = extraLow | value << 8;
    } else {
      extra--;
    }
    if (extra == 0) {
      next(EXTRA);
    }
  }

  private void check(int value) throws CodecException {
    if (check == 0) {
      require(value == (crc.getValue() & 255), "header crc mismatch");
      check = 1;
    } else {
      require(value == ((crc.getValue() >>> 8) & 255), "header crc mismatch");
      done = true;
    }
  }

  /** Goes to the part that follows {@code after} in the order extra, name, comment, check. */
  private void next(int after) {
    for (int part : new int[] {EXTRA, NAME, COMMENT}) {
      if (part > after && (flags & part) != 0) {
        stage = part;
        return;
      }
    }
    stage = HCRC;
    done = (flags & HCRC) == 0;
  }

  private static void require(boolean holds, String otherwise) throws CodecException {
    if (!holds) {
      throw new CodecException(-3, otherwise);
    }
  }
}
