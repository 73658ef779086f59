package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
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

  /** For RSA: bits and exponent; for EC: the curve. */
  public String[] details() {
    return switch (key) {
      case RSAPrivateCrtKey rsa -> new String[] {"" + rsa.getModulus().bitLength(), rsa.getPublicExponent().toString()};
      case RSAPublicKey rsa -> new String[] {"" + rsa.getModulus().bitLength(), rsa.getPublicExponent().toString()};
      case ECKey ec -> new String[] {Curves.opensslName(ec.getParams())};
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

  /** The key in DER: pkcs1, sec1, pkcs8 or spki. A text for why it cannot be. */
  public Object export(String form) {
    try {
      return Bytes.out(
          switch (form) {
            case "pkcs1" -> key instanceof RSAPrivateCrtKey rsa ? KeyFiles.pkcs1(rsa) : rsaPublic((RSAPublicKey) key);
            case "sec1" -> {
              ECPublicKey point = (ECPublicKey) PublicKeys.of(key);
              yield KeyFiles.sec1((ECPrivateKey) key, Curves.encode(point.getW(), point.getParams()));
            }
            default -> key.getEncoded();
          });
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
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
        default -> fields("kty", "OKP", "crv", PublicKeys.algorithm(key), "x", text(PublicKeys.raw(open)),
            "d", key instanceof PrivateKey secret ? text(PublicKeys.raw(secret)) : null);
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
    return Arrays.equals(key.getEncoded(), other.key.getEncoded());
  }

  /** Bits of an RSA modulus, or 0. */
  public int modulusBits() {
    return key instanceof RSAKey rsa ? rsa.getModulus().bitLength() : 0;
  }
}
