package io.cortado.node.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Prime numbers as OpenSSL makes them: the two highest bits are set, a safe one is twice a prime and one. Called from any
 * thread.
 */
final class Primes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CERTAINTY = 100;
  private static final int STEPS = 1 << 14;
  private static final int[] SMALL = small(1 << 14);

  private Primes() {}

  private static int[] small(int limit) {
    BitSet composite = new BitSet(limit);
    for (int i = 2; i * i < limit; i++) {
      if (!composite.get(i)) {
        for (int j = i * i; j < limit; j += i) {
          composite.set(j);
        }
      }
    }
    return java.util.stream.IntStream.range(2, limit).filter(i -> !composite.get(i)).toArray();
  }

  /** Whether {@code bits} are enough for there to be one. */
  static boolean possible(int bits, boolean safe) {
    return bits >= 2 && (!safe || bits == 3 || bits >= 6);
  }

  static BigInteger generate(int bits, boolean safe) {
    BigInteger step = BigInteger.valueOf(safe ? 4 : 2);
    while (true) {
      BigInteger start = new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(Math.max(bits - 2, 0)).setBit(0);
      BigInteger found = search(safe ? start.setBit(1) : start, step, safe);
      if (found != null && found.bitLength() == bits) {
        return found;
      }
    }
  }

  /** One that leaves {@code rest} when divided by {@code step}; its bits may be a few more. */
  static BigInteger generate(int bits, boolean safe, BigInteger step, @Nullable BigInteger rest) {
    BigInteger wanted = rest != null ? rest : BigInteger.valueOf(safe ? 3 : 1);
    while (true) {
      BigInteger start = new BigInteger(bits, RANDOM).setBit(bits - 1);
      start = start.subtract(start.mod(step)).add(wanted);
      BigInteger found = search(start.bitLength() < bits ? start.add(step) : start, step, safe);
      if (found != null) {
        return found;
      }
    }
  }

  /** The first prime of {@code start}, {@code start + step} and so on, or null where a good many are none. */
  private static @Nullable BigInteger search(BigInteger start, BigInteger step, boolean safe) {
    boolean sieve = start.bitLength() > 32;
    int[] rests = new int[sieve ? SMALL.length : 0];
    int[] steps = new int[rests.length];
    for (int i = 0; i < rests.length; i++) {
      BigInteger prime = BigInteger.valueOf(SMALL[i]);
      rests[i] = start.mod(prime).intValue();
      steps[i] = step.mod(prime).intValue();
    }
    BigInteger candidate = start;
    for (int tries = 0; tries < STEPS; tries++) {
      if (hopeful(rests, safe) && isPrime(candidate, safe)) {
        return candidate;
      }
      candidate = candidate.add(step);
      for (int i = 0; i < rests.length; i++) {
        rests[i] = (rests[i] + steps[i]) % SMALL[i];
      }
    }
    return null;
  }

  /** A rest of one means that half of what is left without it can be divided. */
  private static boolean hopeful(int[] rests, boolean safe) {
    for (int i = 0; i < rests.length; i++) {
      if (rests[i] == 0 || safe && i > 0 && rests[i] == 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrime(BigInteger candidate, boolean safe) {
    // the half first, and each with little certainty before much: nearly all are neither
    BigInteger half = candidate.shiftRight(1);
    return (!safe || half.isProbablePrime(2))
        && candidate.isProbablePrime(CERTAINTY)
        && (!safe || half.isProbablePrime(CERTAINTY));
  }

  /** {@code checks} is a number of rounds, zero for as many as are wise. */
  static boolean check(BigInteger candidate, int checks) {
    return candidate.isProbablePrime(Math.max(2 * Math.min(checks, 1 << 20), CERTAINTY));
  }
}
