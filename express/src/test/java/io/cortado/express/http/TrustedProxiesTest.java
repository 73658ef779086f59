package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom {@code trust proxy} trusts. */
class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/255.0.0.0, 10.9.9.9, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.1.2.3, 10.1.2.3, true",
    "fe80::/10, fe80::1%eth0, true",
    "fe80::/10, fec0::1, false",
    "127.1.0.1, 0x7f.1.0.1, true",
    "1.2.3.4, 16909060, true",
    "loopback, ::1, true",
    "uniquelocal, 172.31.0.1, true",
    "uniquelocal, nonsense, false",
  })
  void comparesAddresses(String trusted, String address, boolean expected) {
    TrustedProxies proxies = new TrustedProxies();
    assertThat(proxies.add(trusted)).isNull();
    assertThat(proxies.trusts(address)).isEqualTo(expected);
  }

  @Test
  void saysWhatIsNoAddress() {
    TrustedProxies proxies = new TrustedProxies();
    assertThat(proxies.add("blargh")).isEqualTo("invalid IP address: blargh");
    assertThat(proxies.add("10.0.0.300/8")).isEqualTo("invalid IP address: 10.0.0.300");
    assertThat(proxies.add("10.0.0.1/33")).isEqualTo("invalid range on address: 10.0.0.1/33");
    assertThat(proxies.add("10.0.0.1/255.0.255.0")).isEqualTo("invalid range on address: 10.0.0.1/255.0.255.0");
    assertThat(proxies.add("::1/x")).isEqualTo("invalid range on address: ::1/x");
  }
}
