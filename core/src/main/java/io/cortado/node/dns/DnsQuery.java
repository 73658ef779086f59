package io.cortado.node.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question, asked until somebody answers: over UDP from a port of its own each time, and over TCP from where an answer
 * was cut on. Runs on a virtual thread; cancelled from any.
 */
final class DnsQuery {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MAX_MESSAGE = 65535;
  private static final int LEAST_MILLIS = 250;
  private static final int MAX_DOUBLINGS = 16;
  private static final int NOT_FOUND = 3;
  private static final String[] CODES = {"", "EFORMERR", "ESERVFAIL", "ENOTFOUND", "ENOTIMP", "EREFUSED"};

  /** How long and how often to ask, and from which addresses. */
  record Manner(int timeoutMillis, int tries, long maxTimeoutMillis, InetAddress local4, InetAddress local6) {}

  private final DnsServers servers;
  private final Manner manner;
  private boolean overTcp;
  private volatile boolean cancelled;
  private volatile @Nullable AutoCloseable socket;

  DnsQuery(DnsServers servers, Manner manner) {
    this.servers = servers;
    this.manner = manner;
  }

  /** Gives up: who asks gets a failure at once. */
  void cancel() {
    cancelled = true;
    close(socket);
  }

  boolean cancelled() {
    return cancelled;
  }

  private static void close(@Nullable AutoCloseable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      // nothing is left to release
    }
  }

  /** The records of a name; those of other types that were answered stand among them. */
  Object[][] ask(String name, int type) throws DnsFailure {
    byte[] wire = DnsName.encode(name);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("onion") || lower.endsWith(".onion") || lower.endsWith(".onion.")) {
      throw new DnsFailure(CODES[NOT_FOUND]);
    }
    int count = servers.list().size();
    if (count == 0) {
      throw new DnsFailure(DnsFailure.NO_SERVERS);
    }
    String failure = DnsFailure.TIMEOUT;
    boolean late = false;
    for (int i = 0; i < (long) manner.tries() * count && !cancelled; i++) {
      DnsServers.Server server = servers.best();
      try {
        DnsMessage answer = exchange(server.address(), wire, type, deadline(i / count));
        server.failures().set(0);
        return records(answer);
      } catch (SocketTimeoutException e) {
        late = true;
      } catch (IOException e) {
        failure = DnsFailure.CONNREFUSED;
      } catch (Malformed e) {
        failure = DnsFailure.BADRESP;
      }
      server.failures().incrementAndGet();
    }
    throw new DnsFailure(cancelled ? DnsFailure.CANCELLED : late ? DnsFailure.TIMEOUT : failure);
  }

  /** An answer that cannot be read: another may be. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static Object[][] records(DnsMessage answer) throws DnsFailure {
    if (answer.code() > 0 && answer.code() < CODES.length) {
      throw new DnsFailure(CODES[answer.code()]);
    }
    return answer.answers();
  }

  /** Each round waits longer than the one before, and not as long as others who began together with this one. */
  private long deadline(int round) {
    long wait = (long) Math.max(LEAST_MILLIS, manner.timeoutMillis()) << Math.min(round, MAX_DOUBLINGS);
    if (round > 0) {
      wait -= ThreadLocalRandom.current().nextLong(wait / 2);
    }
    if (manner.maxTimeoutMillis() > 0) {
      wait = Math.min(wait, manner.maxTimeoutMillis());
    }
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(wait, manner.timeoutMillis()));
  }

  private DnsMessage exchange(InetSocketAddress server, byte[] name, int type, long deadline)
      throws IOException, Malformed {
    int id = RANDOM.nextInt(1 << 16);
    byte[] query = DnsMessage.query(id, name, type);
    if (!overTcp) {
      DnsMessage answer = overUdp(server, query, deadline);
      if (!answer.truncated()) {
        return answer;
      }
      overTcp = true;
    }
    return overTcp(server, query, deadline);
  }

  private InetSocketAddress local(InetSocketAddress server) {
    return new InetSocketAddress(server.getAddress() instanceof Inet4Address ? manner.local4() : manner.local6(), 0);
  }

  private static int left(long deadline) throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  private void opened(AutoCloseable open) {
    socket = open;
    if (cancelled) {
      close(open);
    }
  }

  private DnsMessage overUdp(InetSocketAddress server, byte[] query, long deadline) throws IOException, Malformed {
    try (DatagramSocket udp = new DatagramSocket(local(server))) {
      opened(udp);
      udp.connect(server);
      udp.send(new DatagramPacket(query, query.length));
      DatagramPacket packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
      for (;;) {
        udp.setSoTimeout(left(deadline));
        packet.setLength(MAX_MESSAGE);
        udp.receive(packet);
        DnsMessage answer = answer(query, ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        if (answer != null) {
          return answer;
        }
      }
    }
  }

  private DnsMessage overTcp(InetSocketAddress server, byte[] query, long deadline) throws IOException, Malformed {
    try (Socket tcp = new Socket()) {
      opened(tcp);
      tcp.bind(local(server));
      tcp.connect(server, left(deadline));
      tcp.getOutputStream().write(
          ByteBuffer.allocate(query.length + 2).putShort((short) query.length).put(query).array());
      for (;;) {
        byte[] length = read(tcp, 2, deadline);
        byte[] message = read(tcp, (length[0] & 255) << 8 | length[1] & 255, deadline);
        DnsMessage answer = answer(query, ByteBuffer.wrap(message));
        if (answer != null) {
          return answer;
        }
      }
    }
  }

  private static byte[] read(Socket tcp, int count, long deadline) throws IOException {
    DataInputStream in = new DataInputStream(tcp.getInputStream());
    byte[] bytes = new byte[count];
    for (int at = 0; at < count; ) {
      tcp.setSoTimeout(left(deadline));
      int some = in.read(bytes, at, count - at);
      if (some < 0) {
        throw new IOException("closed");
      }
      at += some;
    }
    return bytes;
  }

  /** The answer to a query, or null where it is to another: such is passed over, whoever has sent it. */
  private static @Nullable DnsMessage answer(byte[] query, ByteBuffer bytes) throws Malformed {
    if (bytes.remaining() < 2 || bytes.getShort(0) != ByteBuffer.wrap(query).getShort()) {
      return null;
    }
    try {
      DnsMessage asked = DnsMessage.parse(ByteBuffer.wrap(query));
      DnsMessage answer = DnsMessage.parse(bytes);
      boolean same = answer.response() && answer.type() == asked.type() && answer.question().equalsIgnoreCase(asked.question());
      return same ? answer : null;
    } catch (DnsFailure e) {
      throw new Malformed();
    }
  }
}
