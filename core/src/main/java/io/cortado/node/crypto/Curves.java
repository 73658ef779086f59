package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Map;

/** Elliptic curves by their several names, and points as bytes. Called from any thread. */
final class Curves {
  private static final Map<String, String> NAMES =
      Map.of(
          "prime256v1", "secp256r1",
          "P-256", "secp256r1",
          "p-256", "secp256r1",
          "P-384", "secp384r1",
          "p-384", "secp384r1",
          "P-521", "secp521r1",
          "p-521", "secp521r1",
          "secp256r1", "secp256r1",
          "secp384r1", "secp384r1",
          "secp521r1", "secp521r1");

  private Curves() {}

  static String javaName(String name) throws GeneralSecurityException {
    String known = NAMES.get(name);
    if (known == null) {
      throw new GeneralSecurityException("curve " + name + " is not supported");
    }
    return known;
  }

  /** Whether a name is the one that OpenSSL has for a curve. */
  static boolean opensslNames(String name) {
    return name.equals("prime256v1") || name.equals("secp384r1") || name.equals("secp521r1");
  }

  /** OpenSSL's name for the curve of a key. */
  static String opensslName(ECParameterSpec curve) {
    return switch (curve.getOrder().bitLength()) {
      case 256 -> "prime256v1";
      case 384 -> "secp384r1";
      case 521 -> "secp521r1";
      default -> curve.toString();
    };
  }

  /** A number in exactly {@code size} bytes. */
  static byte[] fixed(BigInteger number, int size) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[size];
    int count = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - count, out, size - count, count);
    return out;
  }

  static int size(ECParameterSpec curve) {
    return (curve.getCurve().getField().getFieldSize() + 7) / 8;
  }

  /** A point that is compressed, hybrid or neither. */
  static byte[] encode(ECPoint point, ECParameterSpec curve, String format) {
    byte[] out = encode(point, curve);
    int odd = point.getAffineY().testBit(0) ? 1 : 0;
    out[0] = (byte) (format.equals("compressed") ? 2 + odd : format.equals("hybrid") ? 6 + odd : 4);
    return format.equals("compressed") ? java.util.Arrays.copyOf(out, 1 + size(curve)) : out;
  }

  /** A point as 4, x, y. */
  static byte[] encode(ECPoint point, ECParameterSpec curve) {
    int size = size(curve);
    byte[] out = new byte[1 + 2 * size];
    out[0] = 4;
    System.arraycopy(fixed(point.getAffineX(), size), 0, out, 1, size);
    System.arraycopy(fixed(point.getAffineY(), size), 0, out, 1 + size, size);
    return out;
  }

  static ECPoint decode(byte[] bytes, ECParameterSpec spec) throws GeneralSecurityException {
    int size = size(spec);
    boolean hybrid = bytes.length == 1 + 2 * size && bytes[0] == 6 + (bytes[2 * size] & 1);
    if (hybrid || bytes.length == 1 + 2 * size && bytes[0] == 4) {
      BigInteger x = new BigInteger(1, bytes, 1, size);
      BigInteger y = new BigInteger(1, bytes, 1 + size, size);
      return checked(new ECPoint(x, y), spec.getCurve());
    }
    if (bytes.length == 1 + size && (bytes[0] == 2 || bytes[0] == 3)) {
      BigInteger x = new BigInteger(1, bytes, 1, size);
      BigInteger p = prime(spec.getCurve());
      // all the curves here have p = 3 mod 4
      BigInteger y = square(x, spec.getCurve()).modPow(p.add(BigInteger.ONE).shiftRight(2), p);
      BigInteger chosen = y.testBit(0) == (bytes[0] == 3) ? y : p.subtract(y);
      return checked(new ECPoint(x, chosen), spec.getCurve());
    }
    throw new GeneralSecurityException("not a point of the curve");
  }

  private static ECPoint checked(ECPoint point, EllipticCurve curve) throws GeneralSecurityException {
    BigInteger y = point.getAffineY();
    if (!y.multiply(y).mod(prime(curve)).equals(square(point.getAffineX(), curve))) {
      throw new GeneralSecurityException("not a point of the curve");
    }
    return point;
  }

  private static BigInteger prime(EllipticCurve curve) {
    return ((ECFieldFp) curve.getField()).getP();
  }

  private static BigInteger square(BigInteger x, EllipticCurve curve) {
    return x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime(curve));
  }
}
