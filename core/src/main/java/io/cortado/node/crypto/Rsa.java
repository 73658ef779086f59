package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA with paddings, for either half of a pair. What fails says why in OpenSSL's words. Called from any thread. */
final class Rsa {
  static final int PKCS1 = 1;
  static final int NONE = 3;
  static final int OAEP = 4;
  private static final int PKCS1_BYTES = 11;

  private Rsa() {}

  /** Pads and computes. */
  static byte[] seal(Key key, byte[] data, int padding, OAEPParameterSpec oaep) throws GeneralSecurityException {
    BigInteger modulus = ((RSAKey) key).getModulus();
    int size = (modulus.bitLength() + 7) / 8;
    int most = switch (padding) {
      case PKCS1 -> size - PKCS1_BYTES;
      case OAEP -> size - 2 - 2 * MessageDigest.getInstance(oaep.getDigestAlgorithm()).getDigestLength();
      default -> size;
    };
    if (data.length > most) {
      throw new GeneralSecurityException("data too large for key size");
    }
    if (padding == NONE && data.length < size) {
      throw new GeneralSecurityException("data too small for key size");
    }
    check(padding == NONE ? data : new byte[0], modulus);
    return cipher(Cipher.ENCRYPT_MODE, key, padding, oaep).doFinal(data);
  }

  /** Computes and takes the padding away. */
  static byte[] open(Key key, byte[] data, int padding, OAEPParameterSpec oaep) throws GeneralSecurityException {
    boolean secret = key instanceof PrivateKey;
    BigInteger modulus = ((RSAKey) key).getModulus();
    int size = (modulus.bitLength() + 7) / 8;
    if (data.length > size) {
      throw new GeneralSecurityException("data greater than mod len");
    }
    if (data.length == 0 && (secret || padding == PKCS1)) {
      throw new GeneralSecurityException(secret ? "data too small" : "block type is not 01");
    }
    check(data, modulus);
    byte[] whole = Curves.fixed(new BigInteger(1, data), size);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, padding, oaep).doFinal(whole);
    } catch (BadPaddingException e) {
      if (padding == PKCS1 && secret) {
        return stranger((RSAPrivateKey) key, whole);
      }
      throw new GeneralSecurityException(padding == OAEP ? "oaep decoding error" : "invalid padding", e);
    }
  }

  private static void check(byte[] data, BigInteger modulus) throws GeneralSecurityException {
    if (new BigInteger(1, data).compareTo(modulus) >= 0) {
      throw new GeneralSecurityException("data too large for modulus");
    }
  }

  private static Cipher cipher(int mode, Key key, int padding, OAEPParameterSpec oaep) throws GeneralSecurityException {
    String name = padding == OAEP ? "OAEPPadding" : padding == NONE ? "NoPadding" : "PKCS1Padding";
    Cipher cipher = Cipher.getInstance("RSA/ECB/" + name);
    cipher.init(mode, key, padding == OAEP ? oaep : null);
    return cipher;
  }

  static OAEPParameterSpec oaep(String hash, byte[] label) {
    return new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), new PSource.PSpecified(label));
  }

  /**
   * What comes of a bad padding: bytes that depend on key and text alone, so that nobody learns that it was bad (implicit
   * rejection, draft-irtf-cfrg-rsa-guidance).
   */
  private static byte[] stranger(RSAPrivateKey key, byte[] data) throws GeneralSecurityException {
    int size = data.length;
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] secret = sha.digest(Curves.fixed(key.getPrivateExponent(), size));
    byte[] derived = new Hmac(sha, secret).digest(data);
    byte[] message = stream(derived, "message", size);
    byte[] lengths = stream(derived, "length", 256);
    int most = size - 2 - 8;
    int mask = (Integer.highestOneBit(most) << 1) - 1;
    int length = 0;
    for (int i = 0; i < lengths.length; i += 2) {
      int candidate = ((lengths[i] & 255) << 8 | lengths[i + 1] & 255) & mask;
      length = candidate < most ? candidate : length;
    }
    return Arrays.copyOfRange(message, size - length, size);
  }

  private static byte[] stream(byte[] key, String label, int length) throws GeneralSecurityException {
    byte[] out = new byte[0];
    for (int i = 0; out.length < length; i++) {
      Hmac hmac = new Hmac(MessageDigest.getInstance("SHA-256"), key);
      hmac.update(new byte[] {(byte) (i >> 8), (byte) i});
      hmac.update(label.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      byte[] block = hmac.digest(new byte[] {(byte) (length * 8 >> 8), (byte) (length * 8)});
      int at = out.length;
      out = Arrays.copyOf(out, at + block.length);
      System.arraycopy(block, 0, out, at, block.length);
    }
    return Arrays.copyOf(out, length);
  }
}
