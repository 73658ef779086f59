package io.cortado.node.crypto;

import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A public key with a challenge, signed (SPKAC), as browsers once sent it. Called from any thread. */
final class Spkac {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "1.2.840.113549.1.1.4", "MD5withRSA",
          "1.2.840.113549.1.1.5", "SHA1withRSA",
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA",
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.10045.4.3.3", "SHA384withECDSA",
          "1.3.101.112", "Ed25519");

  private final Der body;
  private final String algorithm;
  private final byte[] signature;

  private Spkac(List<Der> parts) {
    this.body = parts.get(0);
    this.algorithm = parts.get(1).elements().get(0).objectId();
    this.signature = parts.get(2).bits();
  }

  /** Null where the base64 text holds none. */
  static @Nullable Spkac of(byte[] base64) {
    try {
      return new Spkac(Der.read(Base64.getMimeDecoder().decode(base64)).elements());
    } catch (RuntimeException e) {
      return null;
    }
  }

  byte[] key() {
    return body.elements().get(0).encoded();
  }

  byte[] challenge() {
    return body.elements().get(1).value();
  }

  boolean verify() {
    try {
      PublicKey key = KeyFiles.publicKey(key(), "spki");
      Signature check = Signature.getInstance(ALGORITHMS.getOrDefault(algorithm, ""));
      check.initVerify(key);
      check.update(body.encoded());
      return check.verify(signature);
    } catch (Exception e) {
      return false;
    }
  }
}
