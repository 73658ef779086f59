package io.cortado.node.crypto;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A cipher that private keys are encrypted with, by OpenSSL's name or by its object id, which may be empty. Called from any
 * thread.
 */
record KeyCipher(String name, String algorithm, String mode, int keyBytes, int ivBytes, String oid) {
  private static final Pattern AES = Pattern.compile("aes-?(128|192|256)(?:-(cbc|ecb|ofb|cfb|cfb8|ctr))?");
  private static final String AES_OID = "6086480165030401";
  private static final String DES_OID = "2a864886f70d0307";

  /** The one of a name. What the message of the exception says is known to the JavaScript side. */
  static KeyCipher named(String given) throws GeneralSecurityException {
    String name = given.toLowerCase(Locale.ROOT);
    Matcher aes = AES.matcher(name);
    if (aes.matches()) {
      return aes(Integer.parseInt(aes.group(1)), aes.group(2) == null ? "cbc" : aes.group(2));
    }
    if (name.equals("des3") || name.equals("des-ede3-cbc")) {
      return new KeyCipher("DES-EDE3-CBC", "DESede", "CBC", 24, 8, DES_OID);
    }
    if (name.endsWith("-gcm") || name.endsWith("-ccm")) {
      throw new GeneralSecurityException("parameter");
    }
    throw new GeneralSecurityException(
        name.equals("chacha20-poly1305") ? "no object identifier" : name.equals("des-cbc") ? "unsupported" : "unknown");
  }

  private static KeyCipher aes(int bits, String mode) {
    int number = switch (mode) {
      case "ecb" -> 1;
      case "cbc" -> 2;
      case "ofb" -> 3;
      case "cfb" -> 4;
      default -> 0;
    };
    String oid = number == 0 ? "" : AES_OID + HexFormat.of().toHexDigits((byte) (number + (bits - 128) / 64 * 20));
    String upper = mode.toUpperCase(Locale.ROOT);
    return new KeyCipher("AES-" + bits + "-" + upper, "AES", upper, bits / 8, mode.equals("ecb") ? 0 : 16, oid);
  }

  static KeyCipher ofOid(String oid) throws GeneralSecurityException {
    for (String mode : new String[] {"cbc", "ecb", "ofb", "cfb"}) {
      for (int bits = 128; bits <= 256; bits += 64) {
        if (aes(bits, mode).oid.equals(oid)) {
          return aes(bits, mode);
        }
      }
    }
    if (oid.equals(DES_OID)) {
      return named("des3");
    }
    throw new GeneralSecurityException("unknown");
  }

  byte[] run(boolean encrypt, byte[] key, byte[] iv, byte[] data) throws GeneralSecurityException {
    boolean blocks = mode.equals("CBC") || mode.equals("ECB");
    Cipher cipher = Cipher.getInstance(algorithm + "/" + mode + (blocks ? "/PKCS5Padding" : "/NoPadding"));
    int way = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    cipher.init(way, new SecretKeySpec(key, algorithm), mode.equals("ECB") ? null : new IvParameterSpec(iv));
    return cipher.doFinal(data);
  }
}
