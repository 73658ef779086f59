package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs and verifies as OpenSSL does. Called from any thread. */
final class Signatures {
  static final int PSS = 6;

  private Signatures() {}

  static byte[] sign(@Nullable String digest, PrivateKey key, byte[] data, int padding, int salt, boolean raw)
      throws GeneralSecurityException {
    if (key instanceof DSAPrivateKey dsa) {
      byte[] made = Dsa.sign(found(digest), dsa, data);
      return raw ? plain(made, Dsa.size(dsa.getParams())) : made;
    }
    Signature signature = signature(digest, key, padding, salt, false);
    signature.initSign(key);
    signature.update(data);
    byte[] made = signature.sign();
    return raw && key instanceof ECKey ec ? plain(made, size(ec)) : made;
  }

  static boolean verify(
      @Nullable String digest, PublicKey key, byte[] data, byte[] given, int padding, int salt, boolean raw)
      throws GeneralSecurityException {
    if (key instanceof DSAPublicKey dsa) {
      int size = Dsa.size(dsa.getParams());
      boolean fits = !raw || given.length == 2 * size;
      return fits && Dsa.verify(found(digest), dsa, data, raw ? encoded(given, size) : given);
    }
    byte[] signed = given;
    if (raw && key instanceof ECKey ec) {
      if (given.length != 2 * size(ec)) {
        return false;
      }
      signed = encoded(given, size(ec));
    }
    Signature signature = signature(digest, key, padding, salt, true);
    signature.initVerify(key);
    signature.update(data);
    try {
      return signature.verify(signed);
    } catch (java.security.SignatureException e) {
      return false;
    }
  }

  private static MessageDigest found(@Nullable String digest) throws GeneralSecurityException {
    MessageDigest found = Digests.find(digest == null ? "sha256" : digest);
    if (found == null) {
      throw new GeneralSecurityException("Invalid digest: " + digest);
    }
    return found;
  }

  private static int size(ECKey key) {
    return (key.getParams().getOrder().bitLength() + 7) / 8;
  }

  private static byte[] plain(byte[] der, int size) {
    List<Der> parts = Der.read(der).elements();
    byte[] out = new byte[2 * size];
    System.arraycopy(Curves.fixed(parts.get(0).integer(), size), 0, out, 0, size);
    System.arraycopy(Curves.fixed(parts.get(1).integer(), size), 0, out, size, size);
    return out;
  }

  private static byte[] encoded(byte[] plain, int size) {
    return Der.element(
        Der.SEQUENCE,
        Der.integer(new BigInteger(1, plain, 0, size)),
        Der.integer(new BigInteger(1, plain, size, size)));
  }

  private static Signature signature(@Nullable String digest, Key key, int padding, int salt, boolean verifying)
      throws GeneralSecurityException {
    String algorithm = PublicKeys.algorithm(key);
    if (algorithm.startsWith("X") || algorithm.equals("DH")) {
      throw new GeneralSecurityException("operation not supported for this keytype");
    }
    if (algorithm.startsWith("Ed")) {
      if (digest != null) {
        throw new GeneralSecurityException("invalid digest");
      }
      return Signature.getInstance(algorithm);
    }
    String jdk = digest == null ? "SHA-256" : Digests.javaName(digest);
    if (jdk == null) {
      throw new GeneralSecurityException("Invalid digest: " + digest);
    }
    String name = jdk.startsWith("SHA3-") ? jdk : jdk.replace("-", "");
    if (algorithm.equals("EC")) {
      return Signature.getInstance(name + "withECDSA");
    }
    if (padding != PSS && !algorithm.equals("RSASSA-PSS")) {
      return Signature.getInstance(name + "withRSA");
    }
    Signature signature = Signature.getInstance("RSASSA-PSS");
    int length = digestLength(jdk);
    int most = (((RSAKey) key).getModulus().bitLength() + 6) / 8 - length - 2;
    int saltLength = salt == -1 ? length : salt >= 0 ? salt : verifying ? length : most;
    if (saltLength > most) {
      throw new GeneralSecurityException("data too large for key size");
    }
    signature.setParameter(
        new PSSParameterSpec(jdk, "MGF1", new MGF1ParameterSpec(jdk), saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }

  private static int digestLength(String jdk) throws GeneralSecurityException {
    return MessageDigest.getInstance(jdk).getDigestLength();
  }
}
