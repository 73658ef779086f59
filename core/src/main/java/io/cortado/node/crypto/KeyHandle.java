package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A private or public key. Runs on the loop. */
public final class KeyHandle {
  private final Key key;

  KeyHandle(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  /** {@code private} or {@code public}. */
  public String kind() {
    return key instanceof PrivateKey ? "private" : "public";
  }

  /** Node's asymmetricKeyType, such as rsa, ec or ed25519. */
  public String type() {
    String name = PublicKeys.algorithm(key);
    return name.equals("RSASSA-PSS") ? "rsa-pss" : name.toLowerCase(Locale.ROOT);
  }

  /** For RSA: bits and exponent; for DSA: bits of both numbers; for EC: the curve. */
  public String[] details() {
    return switch (key) {
      case RSAPrivateCrtKey rsa -> new String[] {"" + rsa.getModulus().bitLength(), rsa.getPublicExponent().toString()};
      case RSAPublicKey rsa -> new String[] {"" + rsa.getModulus().bitLength(), rsa.getPublicExponent().toString()};
      case ECKey ec -> new String[] {Curves.opensslName(ec.getParams())};
      case DSAKey dsa -> {
        DSAParams params = dsa.getParams();
        yield new String[] {"" + params.getP().bitLength(), "" + params.getQ().bitLength()};
      }
      default -> new String[0];
    };
  }

  /** The public half; a text for why there is none. */
  public Object publicKey() {
    try {
      return new KeyHandle(PublicKeys.of(key));
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * The key as pkcs1, sec1, pkcs8 or spki, encrypted where a cipher is named: a PEM text or DER, the other being null. The
   * text is no PEM but a reason where it cannot be.
   */
  public @Nullable Object[] export(String form, boolean pem, @Nullable String cipher, @Nullable Value passphrase) {
    try {
      byte[] phrase = passphrase == null || passphrase.isNull() ? new byte[0] : Bytes.of(passphrase);
      byte[] der = encoded(form);
      String label = label(form);
      if (cipher != null && !form.equals("pkcs8")) {
        return new @Nullable Object[] {EncryptedKeys.pem(label, der, KeyCipher.named(cipher), phrase), null};
      }
      byte[] out = cipher == null ? der : EncryptedKeys.encrypt(der, KeyCipher.named(cipher), phrase);
      return pem
          ? new @Nullable Object[] {Pem.text(cipher == null ? label : "ENCRYPTED " + label, out), null}
          : new @Nullable Object[] {null, Bytes.out(out)};
    } catch (Exception e) {
      return new @Nullable Object[] {String.valueOf(e.getMessage()), null};
    }
  }

  private String label(String form) {
    return switch (form) {
      case "pkcs1" -> "RSA " + kind().toUpperCase(Locale.ROOT) + " KEY";
      case "sec1" -> "EC PRIVATE KEY";
      default -> kind().toUpperCase(Locale.ROOT) + " KEY";
    };
  }

  private byte[] encoded(String form) throws Exception {
    return switch (form) {
      case "pkcs1" -> key instanceof RSAPrivateCrtKey rsa ? KeyFiles.pkcs1(rsa) : rsaPublic((RSAPublicKey) key);
      case "sec1" -> KeyFiles.sec1((ECPrivateKey) key, point((ECPrivateKey) key));
      default -> key instanceof ECPrivateKey ec ? KeyFiles.pkcs8(ec, point(ec)) : key.getEncoded();
    };
  }

  private static byte[] point(ECPrivateKey key) throws Exception {
    ECPublicKey open = (ECPublicKey) PublicKeys.of(key);
    return Curves.encode(open.getW(), open.getParams());
  }

  private static byte[] rsaPublic(RSAPublicKey key) {
    return Der.element(Der.SEQUENCE, Der.integer(key.getModulus()), Der.integer(key.getPublicExponent()));
  }

  /** The members of a JWK, names and values in turn. A text for why it cannot be. */
  public Object jwk() {
    try {
      PublicKey open = PublicKeys.of(key);
      return switch (open) {
        case RSAPublicKey rsa when key instanceof RSAPrivateCrtKey secret ->
            fields("kty", "RSA", "n", number(rsa.getModulus()), "e", number(rsa.getPublicExponent()),
                "d", number(secret.getPrivateExponent()), "p", number(secret.getPrimeP()),
                "q", number(secret.getPrimeQ()), "dp", number(secret.getPrimeExponentP()),
                "dq", number(secret.getPrimeExponentQ()), "qi", number(secret.getCrtCoefficient()));
        case RSAPublicKey rsa -> fields("kty", "RSA", "n", number(rsa.getModulus()), "e", number(rsa.getPublicExponent()));
        case ECPublicKey ec -> {
          int size = Curves.size(ec.getParams());
          String curve = "P-" + ec.getParams().getOrder().bitLength();
          yield fields("kty", "EC", "x", text(Curves.fixed(ec.getW().getAffineX(), size)),
              "y", text(Curves.fixed(ec.getW().getAffineY(), size)), "crv", curve,
              "d", key instanceof ECPrivateKey secret ? text(Curves.fixed(secret.getS(), size)) : null);
        }
        default -> {
          String x = text(PublicKeys.raw(open));
          String curve = PublicKeys.algorithm(key);
          yield key instanceof PrivateKey secret
              ? fields("crv", curve, "d", text(PublicKeys.raw(secret)), "x", x, "kty", "OKP")
              : fields("crv", curve, "x", x, "kty", "OKP");
        }
      };
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String[] fields(@Nullable String... pairs) {
    int end = pairs[pairs.length - 1] == null ? pairs.length - 2 : pairs.length;
    return Arrays.copyOf(pairs, end, String[].class);
  }

  private static String number(BigInteger value) {
    return text(Curves.fixed(value, (value.bitLength() + 7) / 8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether both are the same key. */
  public boolean same(KeyHandle other) {
    if (key instanceof ECPrivateKey one && other.key instanceof ECPrivateKey two) {
      // the JDK's encodings of one key differ by where it came from
      return one.getS().equals(two.getS()) && one.getParams().getOrder().equals(two.getParams().getOrder());
    }
    return Arrays.equals(key.getEncoded(), other.key.getEncoded());
  }

  /** Bits of an RSA modulus, or 0. */
  public int modulusBits() {
    return key instanceof RSAKey rsa ? rsa.getModulus().bitLength() : 0;
  }
}
