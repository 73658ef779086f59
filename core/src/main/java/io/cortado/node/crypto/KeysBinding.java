package io.cortado.node.crypto;

import io.cortado.node.Errno;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.BadPaddingException;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Keys, ciphers and signatures for {@code crypto}. What fails answers a text. Runs on the loop. */
public final class KeysBinding {
  /** What stands before the bytes of a key in DER. */
  private static final Map<String, String> OKP =
      Map.of(
          "Ed25519", "302a300506032b6570032100",
          "X25519", "302a300506032b656e032100",
          "Ed448", "3043300506032b6571033a00",
          "X448", "3042300506032b656f033900");

  private static final Map<String, String> OKP_SECRET =
      Map.of(
          "Ed25519", "302e020100300506032b657004220420",
          "X25519", "302e020100300506032b656e04220420",
          "Ed448", "3047020100300506032b6571043b0439",
          "X448", "3046020100300506032b656f043a0438");

  private final ModuleContext context;

  public KeysBinding(ModuleContext context) {
    this.context = context;
  }

  /** A key of a PEM text: the first that is fit for {@code secret} (private) or public use. */
  public Object fromPem(String text, boolean secret, @Nullable Value passphrase) {
    byte[] phrase = passphrase == null || passphrase.isNull() ? null : Bytes.of(passphrase);
    try {
      for (Pem block : Pem.blocks(text)) {
        String label = block.label();
        if (label.endsWith("PRIVATE KEY")) {
          return new KeyHandle(KeyFiles.privateKey(block, phrase));
        }
        if (!secret && (label.endsWith("PUBLIC KEY") || label.equals("CERTIFICATE"))) {
          String type = label.startsWith("RSA") ? "pkcs1" : label.equals("CERTIFICATE") ? "certificate" : "spki";
          return new KeyHandle(KeyFiles.publicKey(block.bytes(), type));
        }
      }
      return "unsupported";
    } catch (KeyFiles.MissingPassphrase e) {
      return "cancelled";
    } catch (BadPaddingException e) {
      return "bad decrypt";
    } catch (Exception e) {
      return "unsupported";
    }
  }

  /** A key in DER; one that is to be public may be the half of a private one, unless it says that it is none. */
  public Object fromDer(Value der, String type, boolean secret, @Nullable Value passphrase) {
    byte[] bytes = Bytes.of(der);
    byte[] phrase = passphrase == null || passphrase.isNull() ? null : Bytes.of(passphrase);
    try {
      boolean open = !secret && (type.equals("spki") || type.equals("pkcs1") && Der.read(bytes).elements().size() == 2);
      return new KeyHandle(open ? KeyFiles.publicKey(bytes, type) : KeyFiles.privateKey(bytes, type, phrase));
    } catch (KeyFiles.MissingPassphrase e) {
      return "passphrase";
    } catch (BadPaddingException e) {
      return "bad decrypt";
    } catch (Exception e) {
      String wrong = "tag".equals(e.getMessage()) ? "tag" : "unsupported";
      return !secret && (type.equals("spki") || type.equals("pkcs1")) ? "unread" : wrong;
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
    return made(
        callback,
        () -> switch (type) {
          case "rsa" -> PairMaking.rsa("RSA", bits, BigInteger.valueOf((long) exponent));
          case "rsa-pss" -> PairMaking.rsa("RSASSA-PSS", bits, BigInteger.valueOf((long) exponent));
          case "ec" -> PairMaking.ec(curve);
          default -> PairMaking.edwards(type);
        });
  }

  public @Nullable Object generateDsa(int bits, int divisorBits, @Nullable Value callback) {
    return made(callback, () -> PairMaking.dsa(bits, divisorBits));
  }

  /** A pair for Diffie-Hellman over a group's prime, a given one or one made of so many bits. */
  public @Nullable Object generateDh(
      @Nullable String group, @Nullable Value prime, int bits, int generator, @Nullable Value callback) {
    BigInteger given =
        group != null ? Groups.prime(group) : prime == null || prime.isNull() ? null : DiffieHellmanState.number(prime);
    return made(
        callback,
        () -> PairMaking.dh(
            given == null ? DiffieHellmanState.freshPrime(bits, generator) : given, BigInteger.valueOf(generator)));
  }

  private @Nullable Object made(@Nullable Value callback, Callable<KeyPair> work) {
    return Errno.run(context, callback, () -> {
      KeyPair pair = work.call();
      return new Object[] {new KeyHandle(pair.getPrivate()), new KeyHandle(pair.getPublic())};
    });
  }

  public boolean knowsGroup(String name) {
    return Groups.prime(name) != null;
  }

  /** A side of an exchange over a group, or null where there is none of that name. */
  public @Nullable DiffieHellmanState group(String name) {
    BigInteger prime = Groups.prime(name);
    return prime == null ? null : new DiffieHellmanState(prime, BigInteger.TWO, true);
  }

  /** A side of an exchange over given numbers. */
  public DiffieHellmanState diffieHellman(Value prime, Value generator) {
    BigInteger given = DiffieHellmanState.number(prime);
    return new DiffieHellmanState(given, DiffieHellmanState.number(generator), Groups.limit(given) > 0);
  }

  /** A side of an exchange over a prime that is made for it. */
  public DiffieHellmanState freshDiffieHellman(int bits, int generator) {
    BigInteger prime = DiffieHellmanState.freshPrime(bits, generator);
    return new DiffieHellmanState(prime, BigInteger.valueOf(generator), true);
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

  /**
   * RSA of either half: {@code seal} pads (1, 3 or 4, which is OAEP with a hash and a label) and encrypts, else the other way
   * round. A text for what is wrong.
   */
  public Object rsa(boolean seal, boolean secret, KeyHandle key, Value data, int padding, String hash, Value label) {
    try {
      java.security.Key used = secret ? key.key() : PublicKeys.of(key.key());
      if (!(used instanceof RSAKey)) {
        return "keytype";
      }
      OAEPParameterSpec oaep = Rsa.oaep(String.valueOf(Digests.javaName(hash)), Bytes.of(label));
      byte[] bytes = Bytes.of(data);
      return Bytes.out(seal ? Rsa.seal(used, bytes, padding, oaep) : Rsa.open(used, bytes, padding, oaep));
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The secret two keys agree on (DH, ECDH, X25519, X448); a text where they do not fit. */
  public Object agree(KeyHandle secret, KeyHandle open) {
    try {
      return Bytes.out(agreed(secret.key(), PublicKeys.of(open.key())));
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] agreed(java.security.Key secret, PublicKey open) throws GeneralSecurityException {
    if (secret instanceof DHPrivateKey own && open instanceof DHPublicKey other) {
      BigInteger prime = own.getParams().getP();
      if (!prime.equals(other.getParams().getP()) || !own.getParams().getG().equals(other.getParams().getG())) {
        throw new GeneralSecurityException("the keys are of different groups");
      }
      return Curves.fixed(other.getY().modPow(own.getX(), prime), (prime.bitLength() + 7) / 8);
    }
    KeyAgreement agreement = KeyAgreement.getInstance(secret.getAlgorithm().equals("EC") ? "ECDH" : "XDH");
    agreement.init(secret);
    agreement.doPhase(open, true);
    return agreement.generateSecret();
  }

  /** A side of an exchange over a curve of OpenSSL's name, or null. */
  public @Nullable EcdhState ecdh(String curve) throws GeneralSecurityException {
    return Curves.opensslNames(curve) ? new EcdhState(curve) : null;
  }

  /** A cipher; {@code mode} is cbc, ecb, ctr, gcm, cfb, cfb8, ofb or poly1305. */
  public CipherState cipher(String algorithm, String mode, boolean encrypt, Value key, Value iv, int tagLength) {
    SecretKeySpec secret = new SecretKeySpec(Bytes.of(key), algorithm);
    return new CipherState(algorithm, mode, encrypt, secret, Bytes.of(iv), tagLength);
  }

  /** A certificate in PEM or DER; a text for why it is none. */
  public Object certificate(Value bytes) {
    return CertificateHandle.of(Bytes.of(bytes));
  }

  public boolean verifySpkac(Value base64) {
    Spkac spkac = Spkac.of(Bytes.of(base64));
    return spkac != null && spkac.verify();
  }

  /** The key of a SPKAC in PEM, or null. */
  public @Nullable String spkacKey(Value base64) {
    Spkac spkac = Spkac.of(Bytes.of(base64));
    return spkac == null ? null : Pem.text("PUBLIC KEY", spkac.key());
  }

  public @Nullable Object spkacChallenge(Value base64) {
    Spkac spkac = Spkac.of(Bytes.of(base64));
    return spkac == null ? null : Bytes.out(spkac.challenge());
  }
}
