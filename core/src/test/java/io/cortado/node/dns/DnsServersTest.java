package io.cortado.node.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** What the system's files say of servers and hosts. */
class DnsServersTest {
  @Test
  void serversAreTakenFromTheFileOnceEach() {
    DnsServers servers =
        DnsServers.ofText(
            """
            # nameserver 9.9.9.9
            nameserver 1.2.3.4
            nameserver [::1]:55
            nameserver 1.2.3.4:88
            nameserver 1.2.3.4
            nameserver bad
            \tnameserver\t2001:0db8::1 # x
            search foo.test
            options ndots:3 timeout:5
            """);

    assertThat(servers.texts()).containsExactly("1.2.3.4", "[::1]:55", "1.2.3.4:88", "2001:db8::1");
    assertThat(servers.timeoutMillis()).isEqualTo(5000);
  }

  @Test
  void aMachineWithoutServersAsksItself() {
    assertThat(DnsServers.ofText("").texts()).containsExactly("127.0.0.1");
  }

  @Test
  void theServerThatHasFailedLessIsAskedFirst() throws Exception {
    DnsServers servers = DnsServers.of(new String[] {"127.0.0.1", "1", "127.0.0.1", "2"}, 1);

    assertThat(servers.best().text()).isEqualTo("127.0.0.1:1");
    servers.best().failures().incrementAndGet();
    assertThat(servers.best().text()).isEqualTo("127.0.0.1:2");
  }

  @Test
  void allNamesOfAHostButTheFirstAreItsAliases() throws Exception {
    HostsFile hosts = new HostsFile("127.0.0.1 localhost\n10.0.0.2 a b # c\n10.0.0.2 d\n10.0.0.4 l1 l2\n10.0.0.5 l1 z\nbad x\n");

    assertThat(hosts.aliases(InetAddress.getByName("127.0.0.1"))).isEmpty();
    assertThat(hosts.aliases(InetAddress.getByName("10.0.0.2"))).containsExactly("b", "d");
    assertThat(hosts.aliases(InetAddress.getByName("10.0.0.5"))).containsExactly("l2", "z");
    assertThat(hosts.aliases(InetAddress.getByName("10.0.0.9"))).isNull();
  }
}
