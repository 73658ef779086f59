package io.cortado.node.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to a server of the test's own, over UDP and TCP on this machine. */
class DnsQueryTest {
  private static final byte[] NOTHING = {};

  private DatagramSocket udp;
  private ServerSocket tcp;
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final Set<Integer> ids = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void open() throws IOException {
    tcp = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    udp.close();
    tcp.close();
  }

  /** Answers each query with what is made of it, one after the other; nothing where that is empty. */
  @SafeVarargs
  private final void overUdp(UnaryOperator<byte[]>... answers) {
    Thread.ofVirtual().start(() -> {
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      try {
        for (;;) {
          udp.receive(packet);
          byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
          ports.add(packet.getPort());
          ids.add((int) ByteBuffer.wrap(query).getShort());
          for (UnaryOperator<byte[]> answer : answers) {
            byte[] bytes = answer.apply(query);
            if (bytes.length > 0) {
              udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            }
          }
        }
      } catch (IOException e) {
        // the test is over
      }
    });
  }

  private void overTcp(UnaryOperator<byte[]> answer) {
    Thread.ofVirtual().start(() -> {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        byte[] bytes = answer.apply(query);
        out.writeShort(bytes.length);
        for (byte each : bytes) {
          out.write(each);
          out.flush();
        }
        in.read();
      } catch (IOException e) {
        // the test is over
      }
    });
  }

  /** An answer with one address. */
  private static byte[] address(byte[] query, int last) {
    ByteBuffer answer = ByteBuffer.allocate(query.length + 16).put(query).put(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1});
    answer.putInt(60).putShort((short) 4).put(new byte[] {10, 0, 0, (byte) last});
    return answer.putShort(2, (short) 0x8180).putShort(6, (short) 1).array();
  }

  private static byte[] flags(byte[] query, int flags) {
    return ByteBuffer.wrap(query.clone()).putShort(2, (short) flags).array();
  }

  private DnsQuery query(int millis, int tries) throws Exception {
    DnsServers servers = DnsServers.of(new String[] {"127.0.0.1", String.valueOf(udp.getLocalPort())}, millis);
    InetAddress any = InetAddress.getByName("0.0.0.0");
    return new DnsQuery(servers, new DnsQuery.Manner(millis, tries, 0, any, any));
  }

  @Test
  void anAnswerIsGiven() throws Exception {
    overUdp(query -> address(query, 1));

    assertThat(query(10_000, 1).ask("a.test", 1)).isDeepEqualTo(new Object[][] {{1, 60, "10.0.0.1"}});
  }

  @Test
  void whatIsCutIsAskedAgainOverTcp() throws Exception {
    overUdp(query -> flags(query, 0x8380));
    overTcp(query -> address(query, 2));

    assertThat(query(10_000, 1).ask("a.test", 1)).isDeepEqualTo(new Object[][] {{1, 60, "10.0.0.2"}});
  }

  @Test
  void answersToOtherQuestionsArePassedOver() throws Exception {
    overUdp(
        query -> ByteBuffer.wrap(address(query, 66)).putShort(0, (short) (ByteBuffer.wrap(query).getShort() ^ 1)).array(),
        query -> ByteBuffer.wrap(address(query, 66)).put(13, (byte) 'b').array(),
        query -> flags(address(query, 66), 0x0100),
        query -> ByteBuffer.wrap(address(query, 3)).put(13, (byte) 'A').array());

    assertThat(query(10_000, 1).ask("a.test", 1)).isDeepEqualTo(new Object[][] {{1, 60, "10.0.0.3"}});
  }

  @Test
  void aServersRefusalsHaveTheirCodes() throws Exception {
    overUdp(query -> flags(query, 0x8183));

    assertThatThrownBy(() -> query(10_000, 1).ask("a.test", 1)).hasMessage("ENOTFOUND");
  }

  @Test
  void whatCannotBeReadIsAskedForAgain() throws Exception {
    overUdp(query -> ids.size() == 1 ? Arrays.copyOf(address(query, 4), query.length + 10) : address(query, 4));

    assertThat(query(10_000, 3).ask("a.test", 1)).isDeepEqualTo(new Object[][] {{1, 60, "10.0.0.4"}});
  }

  @Test
  void silenceIsATimeoutAndEachTryHasAPortOfItsOwn() throws Exception {
    overUdp(query -> NOTHING);

    assertThatThrownBy(() -> query(1, 3).ask("a.test", 1)).hasMessage("ETIMEOUT");
    assertThat(new HashSet<>(ports)).hasSize(3);
  }

  @Test
  void nobodyThereIsARefusal() throws Exception {
    DnsQuery query = query(10_000, 2);
    udp.close();

    assertThatThrownBy(() -> query.ask("a.test", 1)).hasMessage("ECONNREFUSED");
  }

  @Test
  void cancellingEndsTheWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    overUdp(query -> {
      asked.countDown();
      return NOTHING;
    });
    DnsQuery query = query(60_000, 4);
    CompletableFuture<String> end = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
      try {
        end.complete(Arrays.deepToString(query.ask("a.test", 1)));
      } catch (DnsFailure e) {
        end.complete(e.code());
      }
    });
    asked.await();
    query.cancel();

    assertThat(end.get()).isEqualTo("ECANCELLED");
  }

  @Test
  void whatIsNotInTheWorldsNamesIsNotAsked() throws Exception {
    assertThatThrownBy(() -> query(10_000, 1).ask("a.onion", 1)).hasMessage("ENOTFOUND");
    assertThatThrownBy(() -> query(10_000, 1).ask("a..b", 1)).hasMessage("EBADNAME");
  }
}
