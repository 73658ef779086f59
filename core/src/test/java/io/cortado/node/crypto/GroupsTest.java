package io.cortado.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTest {
  @ParameterizedTest
  @CsvSource({"modp1,768", "modp2,1024", "modp5,1536", "modp14,2048", "modp15,3072", "modp16,4096"})
  void theFormulaGivesSafePrimes(String name, int bits) {
    BigInteger prime = Objects.requireNonNull(Groups.prime(name));
    assertThat(prime.bitLength()).isEqualTo(bits);
    assertThat(prime.isProbablePrime(20)).isTrue();
    assertThat(prime.shiftRight(1).isProbablePrime(20)).isTrue();
  }

  @Test
  void namesAreKnownInLettersOfAnySize() {
    assertThat(Groups.prime("MODP5")).isEqualTo(Groups.prime("modp5"));
    assertThat(Groups.prime("modp3")).isNull();
  }

  @Test
  void privateKeysOfKnownGroupsAreShort() {
    assertThat(Groups.limit(Objects.requireNonNull(Groups.prime("modp14")))).isEqualTo(225);
    assertThat(Groups.limit(Objects.requireNonNull(Groups.prime("modp2")))).isZero();
    assertThat(Groups.limit(BigInteger.TEN)).isZero();
  }
}
