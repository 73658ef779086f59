package io.cortado.node.crypto;

import io.cortado.node.Errno;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Keys, ciphers and signatures for {@code crypto}. What fails answers a text. Runs on the loop. */
public final class KeysBinding {
  private static final Map<String, String> OKP =
      Map.of("Ed25519", "302a300506032b6570032100", "X25519", "302a300506032b656e032100");
  private static final Map<String, String> OKP_SECRET =
      Map.of("Ed25519", "302e020100300506032b657004220420", "X25519", "302e020100300506032b656e04220420");

  private final ModuleContext context;

  public KeysBinding(ModuleContext context) {
    this.context = context;
  }

  /** A key of a PEM text: the first that is fit for {@code secret} (private) or public use. */
  public Object fromPem(String text, boolean secret, @Nullable String passphrase) {
    try {
      for (Pem block : Pem.blocks(text)) {
        String label = block.label();
        if (label.endsWith("PRIVATE KEY")) {
          String type = label.startsWith("RSA") ? "pkcs1" : label.startsWith("EC ") ? "sec1" : "pkcs8";
          char[] password = passphrase == null ? null : passphrase.toCharArray();
          return new KeyHandle(KeyFiles.privateKey(block.bytes(), type, password));
        }
        if (!secret && (label.endsWith("PUBLIC KEY") || label.equals("CERTIFICATE"))) {
          String type = label.startsWith("RSA") ? "pkcs1" : label.equals("CERTIFICATE") ? "certificate" : "spki";
          return new KeyHandle(KeyFiles.publicKey(block.bytes(), type));
        }
      }
      return "unsupported";
    } catch (KeyFiles.MissingPassphrase e) {
      return "passphrase";
    } catch (Exception e) {
      return passphrase != null ? "bad decrypt" : "unsupported";
    }
  }

  /** A key in DER. */
  public Object fromDer(Value der, String type, boolean secret, @Nullable String passphrase) {
    try {
      byte[] bytes = Bytes.of(der);
      char[] password = passphrase == null ? null : passphrase.toCharArray();
      return new KeyHandle(secret ? KeyFiles.privateKey(bytes, type, password) : KeyFiles.publicKey(bytes, type));
    } catch (KeyFiles.MissingPassphrase e) {
      return "passphrase";
    } catch (Exception e) {
      return "unsupported";
    }
  }

  /** A key of a JWK's members: kty, then n e d p q dp dq qi, or crv x y d, each empty where it is missing. */
  public Object fromJwk(String kind, String[] members) {
    try {
      return new KeyHandle(
          switch (kind) {
            case "RSA" -> rsa(members);
            case "EC" -> ec(members);
            default -> okp(members);
          });
    } catch (Exception e) {
      return "jwk";
    }
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static BigInteger number(String text) {
    return new BigInteger(1, bytes(text));
  }

  private static java.security.Key rsa(String[] m) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    if (m[2].isEmpty()) {
      return factory.generatePublic(new RSAPublicKeySpec(number(m[0]), number(m[1])));
    }
    return factory.generatePrivate(
        new RSAPrivateCrtKeySpec(
            number(m[0]), number(m[1]), number(m[2]), number(m[3]), number(m[4]), number(m[5]), number(m[6]),
            number(m[7])));
  }

  private static java.security.Key ec(String[] m) throws GeneralSecurityException {
    ECParameterSpec curve = KeyFiles.curve(m[0]);
    KeyFactory factory = KeyFactory.getInstance("EC");
    return m[3].isEmpty()
        ? factory.generatePublic(new ECPublicKeySpec(new ECPoint(number(m[1]), number(m[2])), curve))
        : factory.generatePrivate(new ECPrivateKeySpec(number(m[3]), curve));
  }

  private static java.security.Key okp(String[] m) throws Exception {
    boolean secret = !m[3].isEmpty();
    String prefix = (secret ? OKP_SECRET : OKP).getOrDefault(m[0], "");
    byte[] head = java.util.HexFormat.of().parseHex(prefix);
    byte[] tail = bytes(secret ? m[3] : m[1]);
    byte[] der = java.util.Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, der, head.length, tail.length);
    return secret ? KeyFiles.privateKey(der, "pkcs8", null) : KeyFiles.publicKey(der, "spki");
  }

  /** A new pair, private first; {@code bits} and {@code exponent} are RSA's, {@code curve} is EC's. */
  public @Nullable Object generate(String type, int bits, double exponent, String curve, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      KeyPairGenerator generator;
      switch (type) {
        case "rsa", "rsa-pss" -> {
          generator = KeyPairGenerator.getInstance(type.equals("rsa") ? "RSA" : "RSASSA-PSS");
          generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf((long) exponent)));
        }
        case "ec" -> {
          generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(KeyFiles.curve(curve));
        }
        default -> generator = KeyPairGenerator.getInstance(type.toUpperCase(Locale.ROOT).replace("ED", "Ed"));
      }
      KeyPair pair = generator.generateKeyPair();
      return new Object[] {new KeyHandle(pair.getPrivate()), new KeyHandle(pair.getPublic())};
    });
  }

  public Object sign(@Nullable String digest, KeyHandle key, Value data, int padding, int salt, boolean raw) {
    try {
      return Bytes.out(Signatures.sign(digest, (PrivateKey) key.key(), Bytes.of(data), padding, salt, raw));
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  public Object verify(
      @Nullable String digest, KeyHandle key, Value data, Value signature, int padding, int salt, boolean raw) {
    try {
      PublicKey open = PublicKeys.of(key.key());
      return Signatures.verify(digest, open, Bytes.of(data), Bytes.of(signature), padding, salt, raw);
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** RSA encryption (public) and decryption (private); padding 1 or 4 (OAEP). */
  public Object rsa(boolean encrypt, KeyHandle key, Value data, int padding, String oaepHash, @Nullable Value label) {
    try {
      boolean oaep = padding == 4;
      Cipher cipher = Cipher.getInstance(oaep ? "RSA/ECB/OAEPPadding" : "RSA/ECB/PKCS1Padding");
      int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      java.security.Key used = encrypt && key.key() instanceof PrivateKey ? PublicKeys.of(key.key()) : key.key();
      if (oaep) {
        String hash = Digests.javaName(oaepHash);
        PSource source =
            label == null || label.isNull() ? PSource.PSpecified.DEFAULT : new PSource.PSpecified(Bytes.of(label));
        cipher.init(mode, used, new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), source));
      } else {
        cipher.init(mode, used);
      }
      return Bytes.out(cipher.doFinal(Bytes.of(data)));
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The secret two keys agree on (ECDH, X25519). */
  public Object agree(KeyHandle secret, KeyHandle open) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(secret.key().getAlgorithm().equals("EC") ? "ECDH" : "XDH");
      agreement.init(secret.key());
      agreement.doPhase(open.key(), true);
      return Bytes.out(agreement.generateSecret());
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A private key of its number, or a public key of its point, on a curve. */
  public Object onCurve(String curve, Value bytes, boolean secret) {
    try {
      ECParameterSpec spec = KeyFiles.curve(curve);
      KeyFactory factory = KeyFactory.getInstance("EC");
      byte[] given = Bytes.of(bytes);
      return new KeyHandle(
          secret
              ? factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, given), spec))
              : factory.generatePublic(new ECPublicKeySpec(Curves.decode(given, spec), spec)));
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A cipher; {@code mode} is cbc, ecb, ctr, gcm, cfb, cfb8, ofb or poly1305. */
  public CipherState cipher(String algorithm, String mode, boolean encrypt, Value key, Value iv, int tagLength) {
    SecretKeySpec secret = new SecretKeySpec(Bytes.of(key), algorithm);
    return new CipherState(algorithm, mode, encrypt, secret, Bytes.of(iv), tagLength);
  }
}
