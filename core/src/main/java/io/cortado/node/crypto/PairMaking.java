package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.DSAPrivateKeySpec;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;

/** New key pairs of each kind. Called from any thread. */
final class PairMaking {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] DH = HexFormat.of().parseHex("2a864886f70d010301");

  private PairMaking() {}

  static KeyPair rsa(String algorithm, int bits, BigInteger exponent) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
    return generator.generateKeyPair();
  }

  static KeyPair ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(KeyFiles.curve(curve));
    return generator.generateKeyPair();
  }

  /** Ed25519, Ed448, X25519 or X448, in small letters. */
  static KeyPair edwards(String type) throws GeneralSecurityException {
    String name = type.toUpperCase(Locale.ROOT).replace("ED", "Ed");
    return KeyPairGenerator.getInstance(name).generateKeyPair();
  }

  /** A pair over numbers of its own. */
  static KeyPair dsa(int bits, int divisorBits) throws GeneralSecurityException {
    BigInteger q = Primes.generate(divisorBits, false);
    BigInteger p;
    do {
      p = Primes.generate(bits, false, q.shiftLeft(1), BigInteger.ONE);
    } while (p.bitLength() != bits);
    BigInteger cofactor = p.subtract(BigInteger.ONE).divide(q);
    BigInteger g = BigInteger.ONE;
    for (int h = 2; g.equals(BigInteger.ONE); h++) {
      g = BigInteger.valueOf(h).modPow(cofactor, p);
    }
    BigInteger x = new BigInteger(divisorBits + 64, RANDOM).mod(q.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    KeyFactory factory = KeyFactory.getInstance("DSA");
    return new KeyPair(
        factory.generatePublic(new DSAPublicKeySpec(g.modPow(x, p), p, q, g)),
        factory.generatePrivate(new DSAPrivateKeySpec(x, p, q, g)));
  }

  static KeyPair dh(BigInteger prime, BigInteger generator) throws GeneralSecurityException {
    BigInteger secret = DiffieHellmanState.freshSecret(prime);
    byte[] algorithm = dhParameters(prime, generator, Groups.limit(prime));
    byte[] der =
        Der.element(
            Der.SEQUENCE,
            Der.integer(BigInteger.ZERO),
            algorithm,
            Der.element(Der.OCTET_STRING, Der.integer(secret)));
    return new KeyPair(
        dhPublic(algorithm, generator.modPow(secret, prime)),
        KeyFactory.getInstance("DH").generatePrivate(new PKCS8EncodedKeySpec(der)));
  }

  /** An AlgorithmIdentifier; {@code secretBits} of zero are left out. */
  static byte[] dhParameters(BigInteger prime, BigInteger generator, int secretBits) {
    byte[] length = secretBits == 0 ? new byte[0] : Der.integer(BigInteger.valueOf(secretBits));
    return Der.element(
        Der.SEQUENCE,
        Der.element(Der.OBJECT_ID, DH),
        Der.element(Der.SEQUENCE, Der.integer(prime), Der.integer(generator), length));
  }

  static PublicKey dhPublic(byte[] algorithm, BigInteger open) throws GeneralSecurityException {
    byte[] der = Der.element(Der.SEQUENCE, algorithm, Der.bitString(Der.integer(open)));
    return KeyFactory.getInstance("DH").generatePublic(new X509EncodedKeySpec(der));
  }
}
