package io.cortado.node.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Private keys under a passphrase: PBES2 (RFC 8018) around PKCS#8, and OpenSSL's own form of PEM. Called from any thread.
 */
final class EncryptedKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();
  private static final int ITERATIONS = 2048;
  private static final String PBES2 = "2a864886f70d01050d";
  private static final String PBKDF2 = "2a864886f70d01050c";
  private static final String SCRYPT = "2b06010401da47040b";
  private static final String HMAC_SHA256 = "2a864886f70d0209";
  private static final Map<String, String> HMACS =
      Map.of(
          "2a864886f70d0207", "sha1",
          "2a864886f70d0208", "sha224",
          HMAC_SHA256, "sha256",
          "2a864886f70d020a", "sha384",
          "2a864886f70d020b", "sha512");

  private EncryptedKeys() {}

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] oid(String hex) {
    return Der.element(Der.OBJECT_ID, HEX.parseHex(hex));
  }

  /** An EncryptedPrivateKeyInfo as OpenSSL makes it. */
  static byte[] encrypt(byte[] pkcs8, KeyCipher cipher, byte[] passphrase) throws GeneralSecurityException {
    if (cipher.oid().isEmpty()) {
      throw new GeneralSecurityException("no object identifier");
    }
    byte[] salt = random(16);
    byte[] iv = random(cipher.ivBytes());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] key = Derivations.pbkdf2(digest, passphrase, salt, ITERATIONS, cipher.keyBytes());
    byte[] derivation =
        Der.element(
            Der.SEQUENCE,
            Der.element(Der.OCTET_STRING, salt),
            Der.integer(BigInteger.valueOf(ITERATIONS)),
            Der.element(Der.SEQUENCE, oid(HMAC_SHA256), Der.element(Der.NULL)));
    byte[] scheme =
        Der.element(
            Der.SEQUENCE,
            Der.element(Der.SEQUENCE, oid(PBKDF2), derivation),
            Der.element(Der.SEQUENCE, oid(cipher.oid()), Der.element(Der.OCTET_STRING, iv)));
    return Der.element(
        Der.SEQUENCE,
        Der.element(Der.SEQUENCE, oid(PBES2), scheme),
        Der.element(Der.OCTET_STRING, cipher.run(true, key, iv, pkcs8)));
  }

  /** The PKCS#8 in an EncryptedPrivateKeyInfo. */
  static byte[] decrypt(byte[] der, byte[] passphrase) throws Exception {
    List<Der> parts = Der.read(der).elements();
    List<Der> algorithm = parts.get(0).elements();
    if (!HEX.formatHex(algorithm.get(0).value()).equals(PBES2)) {
      return decryptOldScheme(der, passphrase);
    }
    List<Der> scheme = algorithm.get(1).elements();
    List<Der> way = scheme.get(1).elements();
    KeyCipher cipher = KeyCipher.ofOid(HEX.formatHex(way.get(0).value()));
    byte[] key = derived(scheme.get(0).elements(), passphrase, cipher.keyBytes());
    return cipher.run(false, key, way.get(1).value(), parts.get(1).value());
  }

  private static byte[] derived(List<Der> derivation, byte[] passphrase, int length) throws Exception {
    List<Der> given = derivation.get(1).elements();
    byte[] salt = given.get(0).value();
    int first = given.get(1).integer().intValueExact();
    if (HEX.formatHex(derivation.get(0).value()).equals(SCRYPT)) {
      int r = given.get(2).integer().intValueExact();
      return Derivations.scrypt(passphrase, salt, first, r, given.get(3).integer().intValueExact(), length);
    }
    Der last = given.getLast();
    String hmac =
        last.tag() == Der.SEQUENCE ? HMACS.getOrDefault(HEX.formatHex(last.elements().get(0).value()), "") : "sha1";
    MessageDigest digest = Digests.find(hmac);
    if (digest == null) {
      throw new GeneralSecurityException("unsupported");
    }
    return Derivations.pbkdf2(digest, passphrase, salt, first, length);
  }

  /** PBES1 and PKCS#12's schemes, which the JDK has. */
  private static byte[] decryptOldScheme(byte[] der, byte[] passphrase) throws Exception {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    char[] text = new String(passphrase, StandardCharsets.UTF_8).toCharArray();
    Cipher cipher = Cipher.getInstance(info.getAlgName());
    SecretKeyFactory factory = SecretKeyFactory.getInstance(info.getAlgName());
    cipher.init(Cipher.DECRYPT_MODE, factory.generateSecret(new PBEKeySpec(text)), info.getAlgParameters());
    return cipher.doFinal(info.getEncryptedData());
  }

  /** A PEM text whose head tells the cipher. */
  static String pem(String label, byte[] der, KeyCipher cipher, byte[] passphrase) throws GeneralSecurityException {
    if (cipher.ivBytes() == 0) {
      throw new GeneralSecurityException("pem");
    }
    byte[] iv = random(cipher.ivBytes());
    byte[] data = cipher.run(true, ofPassphrase(passphrase, iv, cipher.keyBytes()), iv, der);
    String head = "Proc-Type: 4,ENCRYPTED\nDEK-Info: " + cipher.name() + "," + HexFormat.of().withUpperCase().formatHex(iv);
    return Pem.text(label, data).replaceFirst("\n", "\n" + head + "\n\n");
  }

  /** The DER in such a text; {@code info} is that of its line {@code DEK-Info}. */
  static byte[] decryptPem(byte[] data, String info, byte[] passphrase) throws GeneralSecurityException {
    int comma = info.indexOf(',');
    KeyCipher cipher = KeyCipher.named(info.substring(0, comma).strip());
    byte[] iv = HEX.parseHex(info.substring(comma + 1).strip());
    return cipher.run(false, ofPassphrase(passphrase, iv, cipher.keyBytes()), iv, data);
  }

  /** OpenSSL's EVP_BytesToKey with one round of MD5; the salt is the start of the vector. */
  private static byte[] ofPassphrase(byte[] passphrase, byte[] iv, int length) throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] key = new byte[0];
    byte[] block = new byte[0];
    while (key.length < length) {
      md5.update(block);
      md5.update(passphrase);
      md5.update(iv, 0, 8);
      block = md5.digest();
      key = Arrays.copyOf(key, key.length + block.length);
      System.arraycopy(block, 0, key, key.length - block.length, block.length);
    }
    return Arrays.copyOf(key, length);
  }
}
