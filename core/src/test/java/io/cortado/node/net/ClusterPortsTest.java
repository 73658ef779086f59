package io.cortado.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two of these stand for two processes: the kernel does not ask whose a socket is. */
class ClusterPortsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int BACKLOG = 10;

  private final ClusterPorts one = new ClusterPorts();
  private final ClusterPorts two = new ClusterPorts();
  private final BlockingQueue<SocketChannel> ofOne = new LinkedBlockingQueue<>();
  private final BlockingQueue<SocketChannel> ofTwo = new LinkedBlockingQueue<>();

  @Test
  void giveConnectionsOfAKeptPortToAllWhoListen() throws Exception {
    try (ClusterPorts.Kept kept = ClusterPorts.Kept.at(HERE, 0)) {
      InetSocketAddress address = new InetSocketAddress(HERE, kept.port());
      one.share(kept.port());
      two.share(kept.port());
      Ports.Door first = one.listen(null, address, BACKLOG, ofOne::add);
      Ports.Door second = two.listen(null, address, BACKLOG, ofTwo::add);
      assertThat(first.address()).isEqualTo(second.address());
      // The kernel chooses by addresses and ports: of a hundred connections each gets some.
      int taken = 0;
      for (int i = 0; i < 100; i++) {
        try (Socket client = new Socket(HERE, kept.port())) {
          client.setTcpNoDelay(true);
          taken++;
        }
      }
      assertThat(taken).isEqualTo(100);
      drain(ofOne);
      drain(ofTwo);
      first.close();
      second.close();
    }
  }

  private static void drain(BlockingQueue<SocketChannel> taken) throws Exception {
    SocketChannel one = taken.poll(10, TimeUnit.SECONDS);
    assertThat(one).as("a connection").isNotNull();
    for (; one != null; one = taken.poll()) {
      one.close();
    }
  }

  @Test
  void areNobodyElsesWhileOneListens() throws Exception {
    try (ClusterPorts.Kept kept = ClusterPorts.Kept.at(HERE, 0)) {
      InetSocketAddress address = new InetSocketAddress(HERE, kept.port());
      one.share(kept.port());
      Ports.Door door = one.listen(null, address, BACKLOG, ofOne::add);
      assertThatThrownBy(() -> Ports.OWN.listen(null, address, BACKLOG, ofTwo::add)).isInstanceOf(BindException.class);
      // Not shared: as a port of its own.
      assertThatThrownBy(() -> two.listen(null, address, BACKLOG, ofTwo::add)).isInstanceOf(BindException.class);
      // Nor another cluster's.
      assertThatThrownBy(() -> ClusterPorts.Kept.at(HERE, kept.port())).isInstanceOf(BindException.class);
      door.close();
    }
  }

  @Test
  void areRefusedWhereSomebodyListens() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, BACKLOG, HERE)) {
      assertThatThrownBy(() -> ClusterPorts.Kept.at(HERE, taken.getLocalPort())).isInstanceOf(BindException.class);
    }
  }
}
