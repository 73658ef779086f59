package io.cortado.node.crypto;

import io.cortado.node.Errno;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Digests, random bytes and key derivation for {@code crypto}. Runs on the loop. */
public final class CryptoBinding {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ModuleContext context;

  public CryptoBinding(ModuleContext context) {
    this.context = context;
  }

  /** A new hash, or null if there is none of that name. {@code length} is for SHAKE alone; negative: its usual one. */
  public @Nullable HashState hash(String algorithm, int length) {
    String name = algorithm.toLowerCase(java.util.Locale.ROOT);
    MessageDigest digest =
        name.equals("shake128") ? new Shake(128, length < 0 ? 16 : length)
            : name.equals("shake256") ? new Shake(256, length < 0 ? 32 : length)
            : Digests.find(algorithm);
    return digest == null ? null : new HashState(digest);
  }

  /** A new HMAC, or null if there is no hash of that name. */
  public @Nullable HashState hmac(String algorithm, Value key) {
    MessageDigest digest = Digests.find(algorithm);
    return digest == null ? null : new HashState(new Hmac(digest, Bytes.of(key)));
  }

  /** Whether a digest of that name is known. */
  public boolean knows(String algorithm) {
    return Digests.javaName(algorithm) != null;
  }

  public int digestLength(String algorithm) {
    MessageDigest digest = Digests.find(algorithm);
    return digest == null ? -1 : digest.getDigestLength();
  }

  /** Random bytes for an {@code ArrayBuffer}. */
  public ByteBuffer random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Bytes.out(bytes);
  }

  /** A random number of 48 bits. */
  public double random48() {
    return RANDOM.nextLong() >>> 16;
  }

  public String uuid() {
    return UUID.randomUUID().toString();
  }

  public boolean equal(Value a, int aOffset, Value b, int bOffset, int length) {
    return MessageDigest.isEqual(Bytes.of(a, aOffset, length), Bytes.of(b, bOffset, length));
  }

  public @Nullable Object pbkdf2(
      String digest, Value password, Value salt, int iterations, int length, @Nullable Value callback) {
    byte[] secret = Bytes.of(password);
    byte[] grains = Bytes.of(salt);
    return Errno.run(context, callback, () -> {
      MessageDigest found = java.util.Objects.requireNonNull(Digests.find(digest));
      return Bytes.out(Derivations.pbkdf2(found, secret, grains, iterations, length));
    });
  }

  public @Nullable Object scrypt(
      Value password, Value salt, int n, int r, int p, int length, @Nullable Value callback) {
    byte[] secret = Bytes.of(password);
    byte[] grains = Bytes.of(salt);
    return Errno.run(context, callback, () -> Bytes.out(Derivations.scrypt(secret, grains, n, r, p, length)));
  }

  public @Nullable Object hkdf(
      String digest, Value key, Value salt, Value info, int length, @Nullable Value callback) {
    byte[] secret = Bytes.of(key);
    byte[] grains = Bytes.of(salt);
    byte[] purpose = Bytes.of(info);
    return Errno.run(context, callback, () -> {
      MessageDigest found = java.util.Objects.requireNonNull(Digests.find(digest));
      return Bytes.out(Derivations.hkdf(found, secret, grains, purpose, length));
    });
  }

  /** A prime number's bytes, or the text of OpenSSL's error; {@code add} and {@code rest} may be null. */
  public @Nullable Object generatePrime(
      int bits, boolean safe, @Nullable Value add, @Nullable Value rest, @Nullable Value callback) {
    BigInteger step = number(add);
    BigInteger wanted = number(rest);
    return Errno.run(context, callback, () -> {
      if (!Primes.possible(bits, safe) && step == null) {
        return "error:01800076:bignum routines::bits too small";
      }
      if (step != null && step.signum() == 0) {
        return "error:01800067:bignum routines::div by zero";
      }
      BigInteger prime = step == null ? Primes.generate(bits, safe) : Primes.generate(bits, safe, step, wanted);
      return Bytes.out(Curves.fixed(prime, (Math.max(bits, prime.bitLength()) + 7) / 8));
    });
  }

  private static @Nullable BigInteger number(@Nullable Value bytes) {
    return bytes == null || bytes.isNull() ? null : new BigInteger(1, Bytes.of(bytes));
  }

  public @Nullable Object checkPrime(Value candidate, int checks, @Nullable Value callback) {
    BigInteger number = new BigInteger(1, Bytes.of(candidate));
    return Errno.run(context, callback, () -> Primes.check(number, checks));
  }
}
