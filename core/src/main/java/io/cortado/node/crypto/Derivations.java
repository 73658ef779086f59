package io.cortado.node.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** Keys from passwords and from other keys: PBKDF2 (RFC 8018), scrypt (RFC 7914), HKDF (RFC 5869). Any thread. */
final class Derivations {
  private Derivations() {}

  static byte[] pbkdf2(MessageDigest digest, byte[] password, byte[] salt, int iterations, int length) {
    Hmac hmac = new Hmac(digest, password);
    int size = hmac.getDigestLength();
    byte[] out = new byte[length];
    for (int block = 1, at = 0; at < length; block++, at += size) {
      hmac.update(salt);
      hmac.update(ByteBuffer.allocate(4).putInt(block).array());
      byte[] u = hmac.digest();
      byte[] sum = u.clone();
      for (int i = 1; i < iterations; i++) {
        u = hmac.digest(u);
        for (int j = 0; j < size; j++) {
          sum[j] ^= u[j];
        }
      }
      System.arraycopy(sum, 0, out, at, Math.min(size, length - at));
    }
    return out;
  }

  static byte[] hkdf(MessageDigest digest, byte[] key, byte[] salt, byte[] info, int length) throws Exception {
    byte[] pseudoRandom = new Hmac((MessageDigest) digest.clone(), salt).digest(key);
    Hmac hmac = new Hmac(digest, pseudoRandom);
    byte[] out = new byte[length];
    byte[] previous = {};
    for (int at = 0, counter = 1; at < length; counter++) {
      hmac.update(previous);
      hmac.update(info);
      hmac.update((byte) counter);
      previous = hmac.digest();
      int count = Math.min(previous.length, length - at);
      System.arraycopy(previous, 0, out, at, count);
      at += count;
    }
    return out;
  }

  /** Cost {@code n} (a power of two), block size {@code r}, parallelization {@code p}. */
  static byte[] scrypt(byte[] password, byte[] salt, int n, int r, int p, int length) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] blocks = pbkdf2((MessageDigest) sha.clone(), password, salt, 1, p * 128 * r);
    int words = 32 * r;
    int[][] table = new int[n][];
    int[] x = new int[words];
    for (int i = 0; i < p; i++) {
      ByteBuffer block = ByteBuffer.wrap(blocks, i * 128 * r, 128 * r).slice().order(ByteOrder.LITTLE_ENDIAN);
      block.asIntBuffer().get(x);
      mix(x, r, n, table);
      block.asIntBuffer().put(x);
    }
    return pbkdf2(sha, password, blocks, 1, length);
  }

  private static void mix(int[] x, int r, int n, int[][] table) {
    int words = x.length;
    int[] y = new int[words];
    for (int i = 0; i < n; i++) {
      int[] row = table[i];
      if (row == null) {
        table[i] = x.clone();
      } else {
        System.arraycopy(x, 0, row, 0, words);
      }
      blockMix(x, y, r);
    }
    for (int i = 0; i < n; i++) {
      int[] row = table[x[words - 16] & (n - 1)];
      for (int j = 0; j < words; j++) {
        x[j] ^= row[j];
      }
      blockMix(x, y, r);
    }
  }

  private static void blockMix(int[] x, int[] y, int r) {
    int[] b = Arrays.copyOfRange(x, x.length - 16, x.length);
    for (int i = 0; i < 2 * r; i++) {
      for (int j = 0; j < 16; j++) {
        b[j] ^= x[16 * i + j];
      }
      salsa(b);
      System.arraycopy(b, 0, y, (i / 2 + (i & 1) * r) * 16, 16);
    }
    System.arraycopy(y, 0, x, 0, x.length);
  }

  /** Salsa20/8 on sixteen words, in locals so that the compiler keeps them in registers. */
  private static void salsa(int[] b) {
    int x0 = b[0], x1 = b[1], x2 = b[2], x3 = b[3], x4 = b[4], x5 = b[5], x6 = b[6], x7 = b[7];
    int x8 = b[8], x9 = b[9], x10 = b[10], x11 = b[11], x12 = b[12], x13 = b[13], x14 = b[14], x15 = b[15];
    for (int i = 0; i < 4; i++) {
      x4 ^= Integer.rotateLeft(x0 + x12, 7);
      x8 ^= Integer.rotateLeft(x4 + x0, 9);
      x12 ^= Integer.rotateLeft(x8 + x4, 13);
      x0 ^= Integer.rotateLeft(x12 + x8, 18);
      x9 ^= Integer.rotateLeft(x5 + x1, 7);
      x13 ^= Integer.rotateLeft(x9 + x5, 9);
      x1 ^= Integer.rotateLeft(x13 + x9, 13);
      x5 ^= Integer.rotateLeft(x1 + x13, 18);
      x14 ^= Integer.rotateLeft(x10 + x6, 7);
      x2 ^= Integer.rotateLeft(x14 + x10, 9);
      x6 ^= Integer.rotateLeft(x2 + x14, 13);
      x10 ^= Integer.rotateLeft(x6 + x2, 18);
      x3 ^= Integer.rotateLeft(x15 + x11, 7);
      x7 ^= Integer.rotateLeft(x3 + x15, 9);
      x11 ^= Integer.rotateLeft(x7 + x3, 13);
      x15 ^= Integer.rotateLeft(x11 + x7, 18);
      x1 ^= Integer.rotateLeft(x0 + x3, 7);
      x2 ^= Integer.rotateLeft(x1 + x0, 9);
      x3 ^= Integer.rotateLeft(x2 + x1, 13);
      x0 ^= Integer.rotateLeft(x3 + x2, 18);
      x6 ^= Integer.rotateLeft(x5 + x4, 7);
      x7 ^= Integer.rotateLeft(x6 + x5, 9);
      x4 ^= Integer.rotateLeft(x7 + x6, 13);
      x5 ^= Integer.rotateLeft(x4 + x7, 18);
      x11 ^= Integer.rotateLeft(x10 + x9, 7);
      x8 ^= Integer.rotateLeft(x11 + x10, 9);
      x9 ^= Integer.rotateLeft(x8 + x11, 13);
      x10 ^= Integer.rotateLeft(x9 + x8, 18);
      x12 ^= Integer.rotateLeft(x15 + x14, 7);
      x13 ^= Integer.rotateLeft(x12 + x15, 9);
      x14 ^= Integer.rotateLeft(x13 + x12, 13);
      x15 ^= Integer.rotateLeft(x14 + x13, 18);
    }
    b[0] += x0; b[1] += x1; b[2] += x2; b[3] += x3; b[4] += x4; b[5] += x5; b[6] += x6; b[7] += x7;
    b[8] += x8; b[9] += x9; b[10] += x10; b[11] += x11; b[12] += x12; b[13] += x13; b[14] += x14; b[15] += x15;
  }
}
