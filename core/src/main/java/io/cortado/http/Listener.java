package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.cortado.node.net.IpText;
import io.cortado.node.net.Ports;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/** Where a server listens, as Node tells it; nowhere, where somebody else listens for it. Runs on the loop. */
final class Listener {
  private static final int BACKLOG = 511;

  private final @Nullable AcceptingChannel<StreamConnection> channel;
  private final Ports.@Nullable Door door;
  private final InetSocketAddress asked;
  private final boolean dualStack;
  private final boolean anyIpv4;

  private Listener(
      @Nullable AcceptingChannel<StreamConnection> channel, Ports.@Nullable Door door, InetSocketAddress asked, boolean any) {
    this.channel = channel;
    this.door = door;
    this.asked = asked;
    boolean wild = asked.getAddress().isAnyLocalAddress();
    this.dualStack = any || wild && asked.getAddress() instanceof Inet6Address;
    this.anyIpv4 = !any && wild && asked.getAddress() instanceof Inet4Address;
  }

  /** Binds; connections are taken once {@link #begin} was called. Without an acceptor it only says so. */
  static Listener open(
      EventLoop loop, @Nullable String host, int port, int backlog, @Nullable ChannelListener<AcceptingChannel<StreamConnection>> acceptor)
      throws IOException {
    InetSocketAddress address = address(host, port);
    OptionMap options =
        OptionMap.builder()
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.TCP_NODELAY, true)
            .set(Options.BACKLOG, backlog > 0 ? backlog : BACKLOG)
            .getMap();
    return new Listener(
        acceptor == null ? null : loop.worker().createStreamConnectionServer(address, acceptor, options), null, address, isAny(host));
  }

  /** Listens at a door; {@code taker} gets it with each connection, on any thread. */
  static Listener at(Ports ports, @Nullable String host, int port, int backlog, BiConsumer<Ports.Door, SocketChannel> taker)
      throws IOException {
    InetSocketAddress address = address(host, port);
    // The first connection may be there before its door.
    CompletableFuture<Ports.Door> known = new CompletableFuture<>();
    Ports.Door door =
        ports.listen(
            null, address, backlog > 0 ? backlog : BACKLOG,
            client -> known.thenAccept(ready -> taker.accept(ready, client)));
    known.complete(door);
    return new Listener(null, door, address, isAny(host));
  }

  private static boolean isAny(@Nullable String host) {
    return host == null || host.equals("::");
  }

  private static InetSocketAddress address(@Nullable String host, int port) throws IOException {
    return isAny(host) ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /**
   * Takes the connections that wait. XNIO accepts on a thread of its own and hands over through the task queue, which is
   * run dry before the selector; reading here would serve clients that come back at once before the immediates of their
   * previous request. What they sent is read when the selector says so.
   *
   * <p>A connection that was handed over before the server was closed has to be taken too, and is closed: XNIO asks again
   * for as long as one waits, and would never come to the selector.
   */
  static List<StreamConnection> waiting(AcceptingChannel<StreamConnection> server, @Nullable Listener current) {
    List<StreamConnection> accepted = new ArrayList<>();
    try {
      for (StreamConnection next; (next = server.accept()) != null; ) {
        if (current != null && current.channel == server) {
          accepted.add(next);
        } else {
          IoUtils.safeClose(next);
        }
      }
    } catch (IOException e) {
      // Out of descriptors, or the client is gone already: the next readiness tries again.
      org.slf4j.LoggerFactory.getLogger(HttpServer.class).debug("accept", e);
    }
    return accepted;
  }

  void begin() {
    if (channel != null) {
      channel.resumeAccepts();
    }
  }

  void close() {
    IoUtils.safeClose(channel);
    if (door != null) {
      door.close();
    }
  }

  boolean isAt(Ports.Door other) {
    return other == door;
  }

  @Nullable AcceptingChannel<StreamConnection> channel() {
    return channel;
  }

  /** Whether IPv4 addresses are shown in their mapped form. */
  boolean dualStack() {
    return dualStack;
  }

  String address() {
    return anyIpv4 ? "0.0.0.0" : dualStack ? "::" : IpText.of(local().getAddress());
  }

  int port() {
    return local().getPort();
  }

  private InetSocketAddress local() {
    try {
      SocketAddress own =
          door != null ? door.address() : channel == null ? asked : channel.getLocalAddress(InetSocketAddress.class);
      return (InetSocketAddress) Objects.requireNonNull(own, "a listener has an address");
    } catch (IOException e) {
      return asked;
    }
  }
}
