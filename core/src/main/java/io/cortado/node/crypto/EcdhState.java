package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One side of an exchange over an elliptic curve. Runs on the loop. */
public final class EcdhState {
  private final String name;
  private final ECParameterSpec curve;
  private @Nullable BigInteger secret;
  private @Nullable ECPoint open;

  EcdhState(String name) throws GeneralSecurityException {
    this.name = name;
    this.curve = KeyFiles.curve(name);
  }

  public void generate() throws GeneralSecurityException {
    KeyPair pair = PairMaking.ec(name);
    secret = ((ECPrivateKey) pair.getPrivate()).getS();
    open = ((ECPublicKey) pair.getPublic()).getW();
  }

  /** The shared secret, or a text: keys, secret or point is what is wrong. */
  public Object agree(Value other) {
    if (open == null) {
      return "keys";
    }
    try {
      ECPoint point = Curves.decode(Bytes.of(other), curve);
      if (secret == null) {
        return "secret";
      }
      KeyFactory factory = KeyFactory.getInstance("EC");
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(factory.generatePrivate(new ECPrivateKeySpec(secret, curve)));
      agreement.doPhase(factory.generatePublic(new ECPublicKeySpec(point, curve)), true);
      return Bytes.out(agreement.generateSecret());
    } catch (GeneralSecurityException e) {
      return "point";
    }
  }

  /** Null while there is none. */
  public @Nullable Object publicKey(String format) {
    return open == null ? null : Bytes.out(Curves.encode(open, curve, format));
  }

  public @Nullable Object privateKey() {
    return secret == null ? null : Bytes.out(Curves.fixed(secret, (secret.bitLength() + 7) / 8));
  }

  /** Takes the public half along; false where the number is none of the curve. */
  public boolean setPrivateKey(Value bytes) {
    BigInteger number = new BigInteger(1, Bytes.of(bytes));
    if (number.signum() == 0 || number.compareTo(curve.getOrder()) >= 0) {
      return false;
    }
    secret = number;
    open = PublicKeys.multiply(number, curve);
    return true;
  }

  public boolean setPublicKey(Value bytes) {
    try {
      open = Curves.decode(Bytes.of(bytes), curve);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
