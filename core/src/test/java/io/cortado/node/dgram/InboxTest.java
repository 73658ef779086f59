package io.cortado.node.dgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.node.Errno;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What a UDP socket keeps for the app, and how it tells addresses. */
class InboxTest {
  private static Inbox.Datagram datagram(int size) {
    return new Inbox.Datagram(new byte[size], InetSocketAddress.createUnresolved("a", 1));
  }

  @Test
  void takesNoMoreThanItsNumberOfDatagrams() {
    Inbox inbox = new Inbox();
    int taken = 1;
    while (inbox.add(datagram(0))) {
      taken++;
    }
    inbox.held();

    assertThat(taken).isEqualTo(1024);
    assertThat(inbox.release()).isFalse();
    assertThat(inbox.poll()).isNotNull();
    assertThat(inbox.release()).isTrue();
    assertThat(inbox.release()).isFalse();
  }

  @Test
  void takesNoMoreThanItsNumberOfBytes() {
    Inbox inbox = new Inbox();
    int taken = 1;
    while (inbox.add(datagram(65_536))) {
      taken++;
    }

    assertThat(taken).isEqualTo(16);
  }

  @Test
  void givesWhatItTookInItsOrderWithFailuresAmongIt() {
    Inbox inbox = new Inbox();
    Inbox.Datagram first = datagram(1);
    inbox.add(first);
    inbox.add(Errno.ECONNREFUSED);

    assertThat(inbox.poll()).isSameAs(first);
    assertThat(inbox.poll()).isEqualTo(Errno.ECONNREFUSED);
    assertThat(inbox.poll()).isNull();
    assertThat(inbox.isEmpty()).isTrue();
  }

  @Test
  void aSocketOfOneFamilyHasAddressesOfThatFamily() throws Exception {
    assertThat(Addresses.parse("127.0.0.1", false)).isEqualTo(InetAddress.getByName("127.0.0.1"));
    assertThat(Addresses.text(InetAddress.getByName("127.0.0.1"), true)).isEqualTo("::ffff:127.0.0.1");
    assertThatThrownBy(() -> Addresses.parse("127.0.0.1", true)).isInstanceOf(Errno.class);
    assertThatThrownBy(() -> Addresses.parse("::1", false)).isInstanceOf(Errno.class);
    assertThatThrownBy(() -> Addresses.parse("localhost", false)).isInstanceOf(Errno.class);
    assertThatThrownBy(() -> Addresses.parse("", false)).isInstanceOf(Errno.class);
  }
}
