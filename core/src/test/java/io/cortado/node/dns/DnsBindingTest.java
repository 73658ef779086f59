package io.cortado.node.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class DnsBindingTest {
  /** What the JVM says on glibc and on musl for EAI_AGAIN and EAI_NONAME. */
  @Test
  void tellsASilentResolverFromAnUnknownName() {
    assertThat(DnsBinding.number(new UnknownHostException("db: Temporary failure in name resolution"))).isEqualTo(-3001);
    assertThat(DnsBinding.number(new UnknownHostException("db: Try again"))).isEqualTo(-3001);
    assertThat(DnsBinding.number(new UnknownHostException("db: Name or service not known"))).isEqualTo(-3008);
    assertThat(DnsBinding.number(new UnknownHostException("db: Name does not resolve"))).isEqualTo(-3008);
    assertThat(DnsBinding.number(new UnknownHostException("db"))).isEqualTo(-3008);
  }

  /** Recorded from Node. */
  @Test
  void answersNamesThatNeedNoResolver() throws Exception {
    assertThat(TestApp.run("""
        const dns = require('dns');
        const { appendFileSync } = require('fs');
        (async () => {
          for (const name of ['127.0.0.1', '::1', '127.1', '[::1]', 'a'.repeat(300)]) {
            for (const family of [0, 6]) {
              const said = await dns.promises.lookup(name, { family }).then(
                ({ address, family: version }) => `${address} ${version}`,
                (error) => `${error.code} ${error.errno} ${error.syscall} ${error.hostname === name}`);
              appendFileSync(process.env.OUT, `${name.slice(0, 9)} ${family} ${said}\\n`);
            }
          }
        })();
        """)).isEqualTo("""
        127.0.0.1 0 127.0.0.1 4
        127.0.0.1 6 127.0.0.1 4
        ::1 0 ::1 6
        ::1 6 ::1 6
        127.1 0 127.0.0.1 4
        127.1 6 EAI_ADDRFAMILY -3000 getaddrinfo true
        [::1] 0 ENOTFOUND -3008 getaddrinfo true
        [::1] 6 ENOTFOUND -3008 getaddrinfo true
        aaaaaaaaa 0 EINVAL -22 getaddrinfo true
        aaaaaaaaa 6 EINVAL -22 getaddrinfo true
        """);
  }
}
