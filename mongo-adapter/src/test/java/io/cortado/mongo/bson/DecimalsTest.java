package io.cortado.mongo.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  private final Decimals decimals = new Decimals();

  private String text() {
    return decimals.text(decimals.word(0), decimals.word(1), decimals.word(2), decimals.word(3));
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.50",
    "-00.0100, -0.0100",
    "1E-7, 1E-7",
    "0.000001, 0.000001",
    "12e3, 1.2E+4",
    "-inf, -Infinity",
    "nan, NaN",
    "0E10000, 0E+6111",
    "1E6144, 1.000000000000000000000000000000000E+6144",
    "9999999999999999999999999999999999, 9999999999999999999999999999999999",
    "10000000000000000000000000000000000, 1.000000000000000000000000000000000E+34",
  })
  void keepsTheDigitsOfANumber(String given, String kept) {
    assertThat(decimals.read(given, false)).isNull();
    assertThat(text()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5x, 1.5x not a valid Decimal128 string",
    "1E6145, \"1E6145\" is not a valid Decimal128 string - overflow",
    "1E-6177, \"1E-6177\" is not a valid Decimal128 string - exponent underflow",
    "12345678901234567890123456789012345, "
        + "\"12345678901234567890123456789012345\" is not a valid Decimal128 string - inexact rounding",
  })
  void tellsWhatIsWrongWithAText(String given, String problem) {
    assertThat(decimals.read(given, false)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890123456789012345, 1.234567890123456789012345678901234E+34",
    "12345678901234567890123456789012355, 1.234567890123456789012345678901236E+34",
    "99999999999999999999999999999999999, 1.000000000000000000000000000000000E+35",
    "15E-6177, 1E-6176",
  })
  void roundsHalfToTheEvenNeighbourWhereItMay(String given, String rounded) {
    assertThat(decimals.read(given, true)).isNull();
    assertThat(text()).isEqualTo(rounded);
  }
}
