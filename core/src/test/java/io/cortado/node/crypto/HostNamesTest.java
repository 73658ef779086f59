package io.cortado.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, EXAMPLE.com, 0, true",
    "example.com, example.org, 0, false",
    "*.example.com, a.example.com, 0, true",
    "*.example.com, a.b.example.com, 0, false",
    "*.example.com, a.b.example.com, 8, true",
    "*.example.com, .example.com, 0, true",
    "*.example.com, a.example.com, 2, false",
    "a*.example.com, ab.example.com, 0, true",
    "a*.example.com, ab.example.com, 4, false",
    "a*b.example.com, axb.example.com, 0, false",
    "*.com, example.com, 0, false",
    "x*.example.com, xn--a.example.com, 0, false",
    "*.example.com, xn--a.example.com, 0, true",
    "a.*.example.com, a.b.example.com, 0, false",
    "**.example.com, ab.example.com, 0, false",
    "a.example.com, .example.com, 0, true",
    "a.b.example.com, .example.com, 16, false",
  })
  void hostsMatchAsInOpenssl(String pattern, String host, int flags, boolean expected) {
    assertThat(HostNames.host(pattern, host, flags)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a@Example.com, a@example.COM, true", "A@example.com, a@example.com, false", "ab, Ab, false", "a@b, aa@b, false"})
  void onlyTheDomainOfAMailboxIsInLettersOfAnySize(String one, String two, boolean expected) {
    assertThat(HostNames.email(one, two)).isEqualTo(expected);
  }
}
