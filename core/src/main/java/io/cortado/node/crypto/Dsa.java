package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.util.Arrays;
import java.util.List;

/** DSA (FIPS 186-4) with any digest for any key, which the JDK's own has not. Called from any thread. */
final class Dsa {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Dsa() {}

  /** Bytes of each half of a signature. */
  static int size(DSAParams params) {
    return (params.getQ().bitLength() + 7) / 8;
  }

  static byte[] sign(MessageDigest digest, DSAPrivateKey key, byte[] data) {
    DSAParams params = key.getParams();
    BigInteger q = params.getQ();
    BigInteger z = number(digest.digest(data), q);
    BigInteger r;
    BigInteger s;
    do {
      BigInteger k = new BigInteger(q.bitLength() + 64, RANDOM).mod(q.subtract(BigInteger.ONE)).add(BigInteger.ONE);
      r = params.getG().modPow(k, params.getP()).mod(q);
      s = k.modInverse(q).multiply(z.add(key.getX().multiply(r))).mod(q);
    } while (r.signum() == 0 || s.signum() == 0);
    return Der.element(Der.SEQUENCE, Der.integer(r), Der.integer(s));
  }

  static boolean verify(MessageDigest digest, DSAPublicKey key, byte[] data, byte[] signature)
      throws GeneralSecurityException {
    List<Der> parts;
    try {
      parts = Der.read(signature).elements();
    } catch (IllegalArgumentException e) {
      return false;
    }
    DSAParams params = key.getParams();
    BigInteger q = params.getQ();
    if (parts.size() != 2 || !within(parts.get(0).integer(), q) || !within(parts.get(1).integer(), q)) {
      return false;
    }
    BigInteger r = parts.get(0).integer();
    BigInteger w = parts.get(1).integer().modInverse(q);
    BigInteger p = params.getP();
    BigInteger one = params.getG().modPow(number(digest.digest(data), q).multiply(w).mod(q), p);
    BigInteger two = key.getY().modPow(r.multiply(w).mod(q), p);
    return one.multiply(two).mod(p).mod(q).equals(r);
  }

  private static boolean within(BigInteger number, BigInteger q) {
    return number.signum() > 0 && number.compareTo(q) < 0;
  }

  /** The leftmost bits of a digest, as many as the divisor has. */
  private static BigInteger number(byte[] digest, BigInteger q) {
    int bytes = Math.min(digest.length, (q.bitLength() + 7) / 8);
    int more = Math.max(0, bytes * 8 - q.bitLength());
    return new BigInteger(1, Arrays.copyOf(digest, bytes)).shiftRight(more);
  }
}
