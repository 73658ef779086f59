package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  private static boolean isValid(String text, boolean needsPort) {
    return Authority.isValid(text, 0, text.length(), needsPort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "example.com", "example.com:", "example.com:80", "a:65535", "a_b.c", "xn--bcher-kva.example", "a%20b", "127.0.0.1:1",
        "[::]", "[::1]:3000", "[1:2:3:4:5:6:7:8]", "[1::8]", "[::ffff:1.2.3.4]", "[1:2:3:4:5:6:1.2.3.4]", "[fe80::]", "[v1.a:b]",
        "a,b;c=d"
      })
  void takesHostsWithAndWithoutPorts(String text) {
    assertThat(isValid(text, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":", ":80", "a:b", "a:-1", "a:+1", "a:80:80", "a:65536", "a:99999999999", "a: 80", "a b", "a/b", "a@b", "a#b", "a?b",
        "[", "]", "[]", "[::1", "::1", "[::1]]", "[::1]x", "[::1]:x", "[:::]", "[1::2::3]", "[1:2]", "[1:2:3:4:5:6:7:8:9]",
        "[12345::]", "[g::]", "[:1]", "[1:]", "[1:2:3:4:5:6:7::8:9]", "[::1.2.3]", "[::1.2.3.256]", "[::01.2.3.4]", "[fe80::1%eth0]",
        "[v.a]", "[v1.]", "[v1]", "%", "%4", "%zz", "a%", "a%2", "é", "a\\b", "\"a\"", "<a>", "a^b", "a{b}", "a|b", "a`b"
      })
  void refusesEverythingElse(String text) {
    assertThat(isValid(text, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", "[::1]", "[::1]:"})
  void wantsAPortWhereOneIsNeeded(String text) {
    assertThat(isValid(text, true)).isFalse();
    assertThat(isValid(text + (text.endsWith(":") ? "1" : ":1"), true)).isTrue();
  }
}
