package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One side of a Diffie-Hellman exchange: numbers of any size, as OpenSSL takes them. Runs on the loop. */
public final class DiffieHellmanState {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The bits of OpenSSL's DH_check. */
  private static final int NOT_PRIME = 1;

  private static final int NOT_SAFE_PRIME = 2;
  private static final int UNSUITABLE_GENERATOR = 8;
  private static final int TOO_SMALL = 0x80;
  private static final int TOO_LARGE = 0x100;
  private static final int LEAST_BITS = 512;
  private static final int MOST_BITS = 10_000;

  private final BigInteger prime;
  private final BigInteger generator;
  private final int problems;
  private @Nullable BigInteger secret;
  private @Nullable BigInteger open;

  DiffieHellmanState(BigInteger prime, BigInteger generator, boolean known) {
    this.prime = prime;
    this.generator = generator;
    this.problems = known ? 0 : check(prime, generator);
  }

  private static int check(BigInteger prime, BigInteger generator) {
    int found = 0;
    if (generator.compareTo(BigInteger.ONE) <= 0 || generator.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
      found |= UNSUITABLE_GENERATOR;
    }
    found |= prime.bitLength() < LEAST_BITS ? TOO_SMALL : prime.bitLength() > MOST_BITS ? TOO_LARGE : 0;
    if (!Primes.check(prime, 0)) {
      return found | NOT_PRIME;
    }
    return Primes.check(prime.shiftRight(1), 0) ? found : found | NOT_SAFE_PRIME;
  }

  /** A prime for a generator, by the rests with which OpenSSL makes it one of the right subgroup. */
  static BigInteger freshPrime(int bits, int generator) {
    int step = generator == 2 ? 24 : generator == 5 ? 60 : 12;
    while (true) {
      BigInteger found = Primes.generate(bits, true, BigInteger.valueOf(step), BigInteger.valueOf(step - 1));
      if (found.bitLength() == bits) {
        return found;
      }
    }
  }

  /** A private key for a prime. */
  static BigInteger freshSecret(BigInteger prime) {
    int limit = Groups.limit(prime);
    if (limit > 0) {
      return new BigInteger(limit, RANDOM).max(BigInteger.TWO);
    }
    int bits = Math.max(prime.bitLength() - 1, 1);
    return new BigInteger(bits, RANDOM).setBit(bits - 1);
  }

  public int problems() {
    return problems;
  }

  /** Makes what is missing, and the public key anew; a text where the numbers allow none. */
  public @Nullable String generate() {
    if (prime.bitLength() < LEAST_BITS) {
      return "modulus too small";
    }
    BigInteger used = secret == null ? freshSecret(prime) : secret;
    secret = used;
    open = generator.modPow(used, prime);
    return null;
  }

  /** The shared secret as long as the prime; null while there is no private key; a text for a bad key. */
  public @Nullable Object agree(Value other) {
    BigInteger number = number(other);
    if (number.compareTo(BigInteger.ONE) <= 0) {
      return "small";
    }
    if (number.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
      return "invalid";
    }
    return secret == null ? null : Bytes.out(Curves.fixed(number.modPow(secret, prime), (prime.bitLength() + 7) / 8));
  }

  public Object prime() {
    return out(prime);
  }

  public Object generator() {
    return out(generator);
  }

  public @Nullable Object publicKey() {
    return open == null ? null : out(open);
  }

  public @Nullable Object privateKey() {
    return secret == null ? null : out(secret);
  }

  public void setPublicKey(Value bytes) {
    open = number(bytes);
  }

  public void setPrivateKey(Value bytes) {
    secret = number(bytes);
  }

  static BigInteger number(Value bytes) {
    return new BigInteger(1, Bytes.of(bytes));
  }

  private static Object out(BigInteger number) {
    return Bytes.out(Curves.fixed(number, (number.bitLength() + 7) / 8));
  }
}
