package io.cortado.node.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.DSAPrivateKeySpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys from PKCS#1, SEC1, PKCS#8 and SPKI, in DER. Called from any thread. */
public final class KeyFiles {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "2a864886f70d010101", "RSA",
          "2a864886f70d01010a", "RSASSA-PSS",
          "2a8648ce3d0201", "EC",
          "2b6570", "Ed25519",
          "2b6571", "Ed448",
          "2b656e", "X25519",
          "2b656f", "X448",
          "2a864886f70d010301", "DH",
          "2a8648ce380401", "DSA");

  private KeyFiles() {}

  /** The private key of a block of PEM. */
  public static PrivateKey privateKey(Pem block, byte @Nullable [] passphrase) throws Exception {
    String type = block.label().matches("(ENCRYPTED )?PRIVATE KEY") ? "pkcs8" : "pkcs1";
    String info = block.cipherInfo();
    if (info == null) {
      return privateKey(block.bytes(), type, passphrase);
    }
    if (passphrase == null) {
      throw new MissingPassphrase();
    }
    return privateKey(EncryptedKeys.decryptPem(block.bytes(), info, passphrase), type, null);
  }

  /** A private key; {@code type} is pkcs8, or pkcs1 or sec1 for any other form: what it is, is seen. */
  static PrivateKey privateKey(byte[] der, String type, byte @Nullable [] passphrase) throws Exception {
    List<Der> parts = Der.read(der).elements();
    int first = parts.get(0).tag();
    int second = parts.get(1).tag();
    if (first == Der.SEQUENCE && second == Der.OCTET_STRING) {
      if (passphrase == null) {
        throw new MissingPassphrase();
      }
      return privateKey(EncryptedKeys.decrypt(der, passphrase), "pkcs8", null);
    }
    if (first == Der.INTEGER && second == Der.SEQUENCE) {
      String oid = HexFormat.of().formatHex(parts.get(1).elements().getFirst().value());
      return KeyFactory.getInstance(algorithm(oid)).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
    if (type.equals("pkcs8")) {
      throw new IllegalArgumentException("tag");
    }
    return second == Der.OCTET_STRING ? ecPrivate(der) : parts.size() == 6 ? dsaPrivate(parts) : rsaPrivate(der);
  }

  private static PrivateKey dsaPrivate(List<Der> parts) throws Exception {
    List<BigInteger> n = parts.stream().map(Der::integer).toList();
    return KeyFactory.getInstance("DSA").generatePrivate(new DSAPrivateKeySpec(n.get(5), n.get(1), n.get(2), n.get(3)));
  }

  /** An encrypted key came without a passphrase. */
  public static final class MissingPassphrase extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;
  }

  private static String algorithm(String oid) throws GeneralSecurityException {
    String name = ALGORITHMS.get(oid);
    if (name == null) {
      throw new GeneralSecurityException("key algorithm with object id " + oid + " is not supported");
    }
    return name;
  }

  /** A public key; {@code type} is pkcs1, spki or certificate. */
  static PublicKey publicKey(byte[] der, String type) throws Exception {
    if (type.equals("certificate")) {
      return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)).getPublicKey();
    }
    List<Der> parts = Der.read(der).elements();
    if (type.equals("pkcs1")) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(parts.get(0).integer(), parts.get(1).integer()));
    }
    String oid = HexFormat.of().formatHex(parts.getFirst().elements().getFirst().value());
    return KeyFactory.getInstance(algorithm(oid)).generatePublic(new X509EncodedKeySpec(der));
  }

  private static PrivateKey rsaPrivate(byte[] der) throws Exception {
    List<BigInteger> n = Der.read(der).elements().stream().map(Der::integer).toList();
    return KeyFactory.getInstance("RSA")
        .generatePrivate(
            new RSAPrivateCrtKeySpec(
                n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7), n.get(8)));
  }

  private static PrivateKey ecPrivate(byte[] der) throws Exception {
    List<Der> parts = Der.read(der).elements();
    BigInteger secret = new BigInteger(1, parts.get(1).value());
    for (Der part : parts) {
      if (part.tag() == 0xa0) {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(part.value());
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, curve));
      }
    }
    throw new GeneralSecurityException("SEC1: the key does not name its curve");
  }

  /** The curve of OpenSSL's or the JDK's name. */
  static ECParameterSpec curve(String name) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(Curves.javaName(name)));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** PKCS#1 (RSAPrivateKey). */
  static byte[] pkcs1(RSAPrivateCrtKey key) {
    return Der.element(
        Der.SEQUENCE,
        Der.integer(BigInteger.ZERO),
        Der.integer(key.getModulus()),
        Der.integer(key.getPublicExponent()),
        Der.integer(key.getPrivateExponent()),
        Der.integer(key.getPrimeP()),
        Der.integer(key.getPrimeQ()),
        Der.integer(key.getPrimeExponentP()),
        Der.integer(key.getPrimeExponentQ()),
        Der.integer(key.getCrtCoefficient()));
  }

  /** SEC1 (ECPrivateKey) with its curve and public point. */
  static byte[] sec1(ECPrivateKey key, byte[] point) throws Exception {
    return sec1(key, point, Der.element(0xa0, curveId(key)));
  }

  /** PKCS#8 with the public point within, as OpenSSL has it. */
  static byte[] pkcs8(ECPrivateKey key, byte[] point) throws Exception {
    byte[] algorithm = Der.element(Der.OBJECT_ID, HexFormat.of().parseHex("2a8648ce3d0201"));
    return Der.element(
        Der.SEQUENCE,
        Der.integer(BigInteger.ZERO),
        Der.element(Der.SEQUENCE, algorithm, curveId(key)),
        Der.element(Der.OCTET_STRING, sec1(key, point, new byte[0])));
  }

  private static byte[] curveId(ECPrivateKey key) throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(key.getParams());
    return parameters.getEncoded();
  }

  private static byte[] sec1(ECPrivateKey key, byte[] point, byte[] curve) {
    int size = (key.getParams().getOrder().bitLength() + 7) / 8;
    return Der.element(
        Der.SEQUENCE,
        Der.integer(BigInteger.ONE),
        Der.element(Der.OCTET_STRING, Curves.fixed(key.getS(), size)),
        curve,
        Der.element(0xa1, Der.bitString(point)));
  }
}
