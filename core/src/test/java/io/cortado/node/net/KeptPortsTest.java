package io.cortado.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeptPortsTest {
  private static final SocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int BACKLOG = 10;

  private final KeptPorts ports = new KeptPorts();
  private final BlockingQueue<SocketChannel> first = new LinkedBlockingQueue<>();
  private final BlockingQueue<SocketChannel> second = new LinkedBlockingQueue<>();

  private static Socket connect(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, 10_000);
    return socket;
  }

  private static SocketChannel awaitOne(BlockingQueue<SocketChannel> taken) throws InterruptedException {
    return Objects.requireNonNull(taken.poll(10, TimeUnit.SECONDS), "a connection");
  }

  @Test
  void goFromOneAppToTheNextWithWhoWaitsThere() throws Exception {
    KeptPorts.Share old = ports.share();
    Ports.Door door = old.listen(null, ANY, BACKLOG, first::add);
    SocketAddress address = door.address();
    old.serve();
    try (Socket one = connect(address); SocketChannel taken = awaitOne(first)) {
      assertThat(taken.getRemoteAddress()).isEqualTo(one.getLocalSocketAddress());
    }
    KeptPorts.Share next = ports.share();
    assertThat(next.listen(null, ANY, BACKLOG, second::add).address()).isEqualTo(address);
    try (Socket one = connect(address); SocketChannel stillOfTheOld = awaitOne(first)) {
      assertThat(stillOfTheOld.getRemoteAddress()).isEqualTo(one.getLocalSocketAddress());
    }
    door.close();
    try (Socket waiting = connect(address)) {
      next.serve();
      try (SocketChannel taken = awaitOne(second)) {
        assertThat(taken.getRemoteAddress()).isEqualTo(waiting.getLocalSocketAddress());
      }
    }
    next.close();
    assertThat(first).isEmpty();
    // The kernel lets go of the socket when the thread that waits there has woken up.
    await().untilAsserted(() -> assertThatThrownBy(() -> connect(address).close()).isInstanceOf(ConnectException.class));
  }

  @Test
  void areGivenBackByAnAppThatFails() throws Exception {
    KeptPorts.Share old = ports.share();
    SocketAddress address = old.listen(null, ANY, BACKLOG, first::add).address();
    old.serve();
    KeptPorts.Share failing = ports.share();
    failing.listen(null, ANY, BACKLOG, second::add);
    failing.serve();
    failing.close();
    try (Socket one = connect(address); SocketChannel taken = awaitOne(first)) {
      assertThat(taken.getRemoteAddress()).isEqualTo(one.getLocalSocketAddress());
    }
    old.close();
  }

  @Test
  void passOnWhatCameTooLate() throws Exception {
    KeptPorts.Share old = ports.share();
    Ports.Door door = old.listen(null, ANY, BACKLOG, first::add);
    old.serve();
    try (Socket one = connect(door.address())) {
      SocketChannel late = awaitOne(first);
      KeptPorts.Share next = ports.share();
      next.listen(null, ANY, BACKLOG, second::add);
      next.serve();
      door.close();
      door.pass(late);
      assertThat(awaitOne(second)).isSameAs(late);
      assertThat(one.isConnected()).isTrue();
      next.close();
      late.close();
    }
  }

  @Test
  void refuseTheSamePortTwiceInOneApp() throws Exception {
    KeptPorts.Share app = ports.share();
    Ports.Door door = app.listen(null, ANY, BACKLOG, first::add);
    SocketAddress address = door.address();
    assertThat(app.listen(null, ANY, BACKLOG, first::add).address()).isNotEqualTo(address);
    door.close();
    KeptPorts.Share fixed = ports.share();
    fixed.listen(null, address, BACKLOG, first::add);
    assertThatThrownBy(() -> fixed.listen(null, address, BACKLOG, first::add)).isInstanceOf(BindException.class);
    fixed.close();
    app.close();
  }

  @Test
  void giveConnectionsToSeveralAppsInTurn() throws Exception {
    KeptPorts shared = KeptPorts.inTurn();
    KeptPorts.Share one = shared.share();
    KeptPorts.Share two = shared.share();
    one.serve();
    two.serve();
    SocketAddress address = one.listen(null, ANY, BACKLOG, first::add).address();
    assertThat(two.listen(null, ANY, BACKLOG, second::add).address()).isEqualTo(address);
    for (int i = 0; i < 6; i++) {
      try (Socket client = connect(address); SocketChannel taken = awaitOne(i % 2 == 0 ? first : second)) {
        assertThat(taken.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      }
    }
    one.close();
    for (int i = 0; i < 2; i++) {
      try (Socket client = connect(address); SocketChannel taken = awaitOne(second)) {
        assertThat(taken.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      }
    }
    two.close();
    assertThat(first).isEmpty();
  }
}
