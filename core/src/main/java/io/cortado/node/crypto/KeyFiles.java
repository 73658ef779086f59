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
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
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

  /** A private key; {@code type} is pkcs1, sec1 or pkcs8. */
  public static PrivateKey privateKey(byte[] der, String type, char @Nullable [] passphrase) throws Exception {
    return switch (type) {
      case "pkcs1" -> rsaPrivate(der);
      case "sec1" -> ecPrivate(der);
      default -> pkcs8(der, passphrase);
    };
  }

  private static PrivateKey pkcs8(byte[] der, char @Nullable [] passphrase) throws Exception {
    List<Der> parts = Der.read(der).elements();
    if (parts.getFirst().tag() == Der.SEQUENCE) {
      if (passphrase == null) {
        throw new MissingPassphrase();
      }
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      String algorithm = info.getAlgParameters() == null ? info.getAlgName() : info.getAlgParameters().toString();
      SecretKeyFactory factory = SecretKeyFactory.getInstance(algorithm.startsWith("PBEWith") ? algorithm : info.getAlgName());
      Cipher cipher = Cipher.getInstance(algorithm.startsWith("PBEWith") ? algorithm : info.getAlgName());
      cipher.init(Cipher.DECRYPT_MODE, factory.generateSecret(new PBEKeySpec(passphrase)), info.getAlgParameters());
      return pkcs8(cipher.doFinal(info.getEncryptedData()), null);
    }
    String oid = HexFormat.of().formatHex(parts.get(1).elements().getFirst().value());
    return KeyFactory.getInstance(algorithm(oid)).generatePrivate(new PKCS8EncodedKeySpec(der));
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

  /** SEC1 (ECPrivateKey) with the curve and, if known, the public point. */
  static byte[] sec1(ECPrivateKey key, byte @Nullable [] point) throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(key.getParams());
    int size = (key.getParams().getOrder().bitLength() + 7) / 8;
    byte[] start =
        Der.element(Der.SEQUENCE,
            Der.integer(BigInteger.ONE),
            Der.element(Der.OCTET_STRING, Curves.fixed(key.getS(), size)),
            Der.element(0xa0, parameters.getEncoded()),
            point == null ? new byte[0] : Der.element(0xa1, Der.bitString(point)));
    return start;
  }
}
