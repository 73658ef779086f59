package io.cortado.node.crypto;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Diffie-Hellman groups of RFC 2409 and RFC 3526, which are told by a formula: 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130)
 * * pi) + addend). Called from any thread.
 */
final class Groups {
  /** Bits, the addend, and how long OpenSSL makes private keys; zero: as long as the prime, less one. */
  private record Form(int bits, int addend, int secretBits) {}

  private static final Map<String, Form> FORMS =
      Map.of(
          "modp1", new Form(768, 149686, 0),
          "modp2", new Form(1024, 129093, 0),
          "modp5", new Form(1536, 741804, 200),
          "modp14", new Form(2048, 124476, 225),
          "modp15", new Form(3072, 1690314, 275),
          "modp16", new Form(4096, 240904, 325),
          "modp17", new Form(6144, 929484, 375),
          "modp18", new Form(8192, 4743158, 400));

  private static final Map<String, BigInteger> PRIMES = new ConcurrentHashMap<>();

  private Groups() {}

  /** The prime of a group, or null where there is none of that name. */
  static @Nullable BigInteger prime(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Form form = FORMS.get(key);
    return form == null ? null : PRIMES.computeIfAbsent(key, k -> prime(form));
  }

  private static BigInteger prime(Form form) {
    int bits = form.bits;
    BigInteger middle = pi(bits - 130).add(BigInteger.valueOf(form.addend)).shiftLeft(64);
    BigInteger power = BigInteger.ONE.shiftLeft(bits);
    return power.subtract(BigInteger.ONE.shiftLeft(bits - 64)).subtract(BigInteger.ONE).add(middle);
  }

  /** Pi times two to the power of {@code bits}, by Machin's formula. */
  private static BigInteger pi(int bits) {
    int more = bits + 32;
    BigInteger quarter = inverseTangent(5, more).shiftLeft(2).subtract(inverseTangent(239, more));
    return quarter.shiftLeft(2).shiftRight(32);
  }

  private static BigInteger inverseTangent(int inverse, int bits) {
    BigInteger square = BigInteger.valueOf((long) inverse * inverse);
    BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(inverse));
    BigInteger sum = power;
    for (int i = 3; power.signum() != 0; i += 2) {
      power = power.negate().divide(square);
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
    }
    return sum;
  }

  /** Bits of a private key where the prime is a known one that has a limit, which its parameters note; else zero. */
  static int limit(BigInteger prime) {
    for (Map.Entry<String, Form> entry : FORMS.entrySet()) {
      Form form = entry.getValue();
      if (form.secretBits > 0 && form.bits == prime.bitLength() && prime.equals(prime(entry.getKey()))) {
        return form.secretBits;
      }
    }
    return 0;
  }
}
