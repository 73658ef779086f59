package io.cortado.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimesTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 33, 200})
  void aPrimeHasItsBitsAndTheTwoHighestAreSet(int bits) {
    BigInteger prime = Primes.generate(bits, false);
    assertThat(prime.isProbablePrime(50)).isTrue();
    assertThat(prime.bitLength()).isEqualTo(bits);
    assertThat(prime.testBit(bits - 2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 40, 128})
  void halfOfASafePrimeIsPrime(int bits) {
    BigInteger prime = Primes.generate(bits, true);
    assertThat(prime.isProbablePrime(50)).isTrue();
    assertThat(prime.shiftRight(1).isProbablePrime(50)).isTrue();
  }

  @Test
  void aPrimeLeavesTheRestThatIsAskedFor() {
    BigInteger prime = Primes.generate(64, false, BigInteger.valueOf(60), BigInteger.valueOf(59));
    assertThat(prime.mod(BigInteger.valueOf(60))).isEqualTo(BigInteger.valueOf(59));
    assertThat(prime.isProbablePrime(50)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1,false,false", "2,false,true", "2,true,false", "3,true,true", "4,true,false", "6,true,true"})
  void someSizesHaveNoPrime(int bits, boolean safe, boolean possible) {
    assertThat(Primes.possible(bits, safe)).isEqualTo(possible);
  }

  @Test
  void compositesAreFound() {
    assertThat(Primes.check(BigInteger.valueOf(561), 1)).isFalse();
    assertThat(Primes.check(BigInteger.ZERO, 0)).isFalse();
    assertThat(Primes.check(BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE), 0)).isTrue();
  }
}
