package io.cortado.node.crypto;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/**
 * SHAKE128 and SHAKE256 (FIPS 202) with any output length; the JDK's have one length each. The input is kept until the
 * digest is asked for.
 */
final class Shake extends MessageDigest {
  private static final long[] ROUNDS = new long[24];
  private static final int[] TURNS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };
  private static final int[] PLACES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  static {
    int lfsr = 1;
    for (int round = 0; round < 24; round++) {
      for (int j = 0; j < 7; j++) {
        if ((lfsr & 1) != 0) {
          ROUNDS[round] ^= 1L << ((1 << j) - 1);
        }
        lfsr = (lfsr & 0x80) != 0 ? (lfsr << 1) ^ 0x171 : lfsr << 1;
      }
    }
  }

  private final int rate;
  private final int length;
  private ByteArrayOutputStream input = new ByteArrayOutputStream();

  Shake(int bits, int length) {
    super("SHAKE" + bits);
    this.rate = 200 - bits / 4;
    this.length = length;
  }

  @Override
  public Object clone() {
    Shake copy = new Shake((200 - rate) * 4, length);
    copy.input.writeBytes(input.toByteArray());
    return copy;
  }

  @Override
  protected int engineGetDigestLength() {
    return length;
  }

  @Override
  protected void engineUpdate(byte one) {
    input.write(one);
  }

  @Override
  protected void engineUpdate(byte[] some, int offset, int count) {
    input.write(some, offset, count);
  }

  @Override
  protected void engineReset() {
    input.reset();
  }

  @Override
  protected byte[] engineDigest() {
    long[] state = new long[25];
    byte[] message = input.toByteArray();
    int at = 0;
    for (; message.length - at >= rate; at += rate) {
      absorb(state, message, at, rate);
      permute(state);
    }
    int rest = message.length - at;
    absorb(state, message, at, rest);
    xor(state, rest, 0x1f);
    xor(state, rate - 1, 0x80);
    permute(state);
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      if (i > 0 && i % rate == 0) {
        permute(state);
      }
      int place = i % rate;
      out[i] = (byte) (state[place / 8] >>> (8 * (place % 8)));
    }
    engineReset();
    return out;
  }

  private static void absorb(long[] state, byte[] message, int at, int count) {
    for (int i = 0; i < count; i++) {
      xor(state, i, message[at + i] & 255);
    }
  }

  private static void xor(long[] state, int place, int value) {
    state[place / 8] ^= (long) value << (8 * (place % 8));
  }

  private static void permute(long[] s) {
    long[] columns = new long[5];
    for (int round = 0; round < 24; round++) {
      for (int i = 0; i < 5; i++) {
        columns[i] = s[i] ^ s[i + 5] ^ s[i + 10] ^ s[i + 15] ^ s[i + 20];
      }
      for (int i = 0; i < 5; i++) {
        long d = columns[(i + 4) % 5] ^ Long.rotateLeft(columns[(i + 1) % 5], 1);
        for (int j = 0; j < 25; j += 5) {
          s[j + i] ^= d;
        }
      }
      long carried = s[1];
      for (int i = 0; i < 24; i++) {
        long next = s[PLACES[i]];
        s[PLACES[i]] = Long.rotateLeft(carried, TURNS[i]);
        carried = next;
      }
      for (int j = 0; j < 25; j += 5) {
        System.arraycopy(s, j, columns, 0, 5);
        for (int i = 0; i < 5; i++) {
          s[j + i] = columns[i] ^ (~columns[(i + 1) % 5] & columns[(i + 2) % 5]);
        }
      }
      s[0] ^= ROUNDS[round];
    }
  }
}
