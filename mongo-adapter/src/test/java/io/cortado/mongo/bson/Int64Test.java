package io.cortado.mongo.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Int64Test {
  private final Int64 numbers = new Int64();

  private long result() {
    return (long) numbers.high() << 32 | numbers.low() & 0xffffffffL;
  }

  @Test
  void readsDigitsUntilThereAreNoMore() {
    assertThat(numbers.read("-12abc", 10)).isNull();
    assertThat(result()).isEqualTo(-12);
    assertThat(numbers.read("zz", 36)).isNull();
    assertThat(result()).isEqualTo(35 * 36 + 35);
  }

  @Test
  void wrapsWhatIsTooLarge() {
    assertThat(numbers.read("9223372036854775808", 10)).isNull();
    assertThat(result()).isEqualTo(Long.MIN_VALUE);
    assertThat(numbers.multiply(-1, 0x7fffffff, 2, 0)).isEqualTo(-2);
    assertThat(result()).isEqualTo(-2);
  }

  @Test
  void tellsWhatIsWrongWithAText() {
    assertThat(numbers.read("", 10)).isEqualTo("empty string");
    assertThat(numbers.read("1", 37)).isEqualTo("radix");
    assertThat(numbers.read("1-2", 10)).isEqualTo("interior hyphen");
    assertThat(numbers.readStrictly("12x", 10, false))
        .isEqualTo("Input: '12x' contains invalid characters for radix: 10");
    assertThat(numbers.readStrictly("-1", 10, true))
        .isEqualTo("Input: -1 is not representable as an unsigned 64-bit Long with radix: 10");
    assertThat(numbers.readStrictly("9223372036854775808", 10, false))
        .isEqualTo("Input: 9223372036854775808 is not representable as a signed 64-bit Long with radix: 10");
  }

  @Test
  void takesZerosAndAPlusThatMeanNothing() {
    assertThat(numbers.readStrictly("+0007", 10, false)).isNull();
    assertThat(result()).isEqualTo(7);
    assertThat(numbers.readStrictly("00", 10, false)).isNull();
    assertThat(result()).isZero();
  }

  @Test
  void dividesByTheKindOfTheNumbers() {
    assertThat(numbers.divide(-10, -1, 3, 0, false)).isEqualTo(-3);
    numbers.divide(-10, -1, 3, 0, true);
    assertThat(result()).isEqualTo(Long.divideUnsigned(-10, 3));
    assertThat(numbers.modulo(-10, -1, 3, 0, false)).isEqualTo(-1);
    assertThat(numbers.text(-1, -1, true, 10)).isEqualTo("18446744073709551615");
    assertThat(numbers.text(-1, -1, false, 10)).isEqualTo("-1");
  }
}
