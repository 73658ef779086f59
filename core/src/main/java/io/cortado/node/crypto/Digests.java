package io.cortado.node.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Message digests by OpenSSL's names. Called from any thread. */
final class Digests {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("md5", "MD5"),
          Map.entry("ssl3-md5", "MD5"),
          Map.entry("md5withrsaencryption", "MD5"),
          Map.entry("sha1", "SHA-1"),
          Map.entry("sha-1", "SHA-1"),
          Map.entry("sha1-2", "SHA-1"),
          Map.entry("ssl3-sha1", "SHA-1"),
          Map.entry("sha224", "SHA-224"),
          Map.entry("sha-224", "SHA-224"),
          Map.entry("sha256", "SHA-256"),
          Map.entry("sha-256", "SHA-256"),
          Map.entry("sha384", "SHA-384"),
          Map.entry("sha-384", "SHA-384"),
          Map.entry("sha512", "SHA-512"),
          Map.entry("sha-512", "SHA-512"),
          Map.entry("sha512-224", "SHA-512/224"),
          Map.entry("sha512/224", "SHA-512/224"),
          Map.entry("sha-512/224", "SHA-512/224"),
          Map.entry("sha512-256", "SHA-512/256"),
          Map.entry("sha512/256", "SHA-512/256"),
          Map.entry("sha-512/256", "SHA-512/256"),
          Map.entry("sha3-224", "SHA3-224"),
          Map.entry("sha3-256", "SHA3-256"),
          Map.entry("sha3-384", "SHA3-384"),
          Map.entry("sha3-512", "SHA3-512"),
          Map.entry("ripemd160", "RIPEMD160"),
          Map.entry("ripemd", "RIPEMD160"),
          Map.entry("rmd160", "RIPEMD160"));

  private Digests() {}

  /** A fresh digest, or null where the name means none that is known here. */
  static @Nullable MessageDigest find(String name) {
    String java = javaName(name);
    if (java == null) {
      return null;
    }
    try {
      return java.equals("RIPEMD160") ? new Ripemd160() : MessageDigest.getInstance(java);
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
  }

  /** The JDK's name for OpenSSL's, such as SHA-256 for RSA-SHA256, or null. */
  static @Nullable String javaName(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.startsWith("rsa-")) {
      key = key.substring(4);
    }
    if (key.endsWith("withrsaencryption")) {
      key = key.substring(0, key.length() - "withrsaencryption".length());
    }
    return NAMES.get(key);
  }

  /** Bytes a digest works on at a time, which HMAC pads its key to. */
  static int blockLength(MessageDigest digest) {
    return switch (digest.getAlgorithm()) {
      case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
      case "SHA3-224" -> 144;
      case "SHA3-256" -> 136;
      case "SHA3-384" -> 104;
      case "SHA3-512" -> 72;
      default -> 64;
    };
  }
}
