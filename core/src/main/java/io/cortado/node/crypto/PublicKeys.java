package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.XECKey;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.spec.DHParameterSpec;

/** Derives public keys from private ones, which the JDK has no call for. Called from any thread. */
final class PublicKeys {
  private static final BigInteger TWO = BigInteger.TWO;

  private PublicKeys() {}

  static PublicKey of(Key key) throws GeneralSecurityException {
    return switch (key) {
      case PublicKey open -> open;
      case RSAPrivateCrtKey rsa ->
          KeyFactory.getInstance(rsa.getAlgorithm())
              .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent(), rsa.getParams()));
      case ECPrivateKey ec ->
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(multiply(ec.getS(), ec.getParams()), ec.getParams()));
      case DSAPrivateKey dsa -> {
        DSAParams params = dsa.getParams();
        BigInteger y = params.getG().modPow(dsa.getX(), params.getP());
        yield KeyFactory.getInstance("DSA")
            .generatePublic(new DSAPublicKeySpec(y, params.getP(), params.getQ(), params.getG()));
      }
      case DHPrivateKey dh -> {
        DHParameterSpec params = dh.getParams();
        byte[] algorithm = PairMaking.dhParameters(params.getP(), params.getG(), params.getL());
        yield PairMaking.dhPublic(algorithm, params.getG().modPow(dh.getX(), params.getP()));
      }
      case EdECPrivateKey ed -> again(algorithm(key), ed.getBytes().orElseThrow());
      case XECPrivateKey x -> again(algorithm(key), x.getScalar().orElseThrow());
      default -> throw new GeneralSecurityException("no public key can be had from a key of type " + key.getAlgorithm());
    };
  }

  /** Generates the pair once more, with the private half for random bytes. */
  private static PublicKey again(String algorithm, byte[] secret) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(
        new NamedParameterSpec(algorithm),
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(secret, 0, bytes, 0, bytes.length);
          }
        });
    return generator.generateKeyPair().getPublic();
  }

  /** The JDK's precise name, such as Ed25519 where the key says only EdDSA. */
  static String algorithm(Key key) {
    return switch (key) {
      case EdECKey ed -> ed.getParams().getName();
      case XECKey x -> ((NamedParameterSpec) x.getParams()).getName();
      default -> key.getAlgorithm();
    };
  }

  /** The bytes of an Edwards or Montgomery key, which end its encoding. */
  static byte[] raw(Key key) {
    int size = switch (algorithm(key)) {
      case "Ed448" -> 57;
      case "X448" -> 56;
      default -> 32;
    };
    if (key instanceof PrivateKey) {
      return switch (key) {
        case EdECPrivateKey ed -> ed.getBytes().orElseThrow();
        case XECPrivateKey x -> x.getScalar().orElseThrow();
        default -> throw new IllegalArgumentException("not an Edwards or Montgomery key");
      };
    }
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - size, encoded.length);
  }

  /** The generator taken {@code scalar} times. Every bit costs the same two additions. */
  static ECPoint multiply(BigInteger scalar, ECParameterSpec spec) {
    BigInteger p = ((ECFieldFp) spec.getCurve().getField()).getP();
    BigInteger a = spec.getCurve().getA();
    ECPoint low = ECPoint.POINT_INFINITY;
    ECPoint high = spec.getGenerator();
    for (int bit = spec.getOrder().bitLength() - 1; bit >= 0; bit--) {
      if (scalar.testBit(bit)) {
        low = add(low, high, p, a);
        high = add(high, high, p, a);
      } else {
        high = add(low, high, p, a);
        low = add(low, low, p, a);
      }
    }
    return low;
  }

  private static ECPoint add(ECPoint one, ECPoint two, BigInteger p, BigInteger a) {
    if (one.equals(ECPoint.POINT_INFINITY)) {
      return two;
    }
    if (two.equals(ECPoint.POINT_INFINITY)) {
      return one;
    }
    BigInteger x = one.getAffineX();
    BigInteger y = one.getAffineY();
    BigInteger slope;
    if (x.equals(two.getAffineX())) {
      if (!y.equals(two.getAffineY()) || y.signum() == 0) {
        return ECPoint.POINT_INFINITY;
      }
      slope = x.multiply(x).multiply(BigInteger.valueOf(3)).add(a).multiply(y.multiply(TWO).modInverse(p));
    } else {
      slope = two.getAffineY().subtract(y).multiply(two.getAffineX().subtract(x).mod(p).modInverse(p));
    }
    BigInteger nextX = slope.multiply(slope).subtract(x).subtract(two.getAffineX()).mod(p);
    return new ECPoint(nextX, slope.multiply(x.subtract(nextX)).subtract(y).mod(p));
  }
}
