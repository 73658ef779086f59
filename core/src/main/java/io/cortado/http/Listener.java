package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.cortado.node.net.IpText;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
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
  private final @Nullable InetSocketAddress asked;
  private final boolean dualStack;
  private final boolean anyIpv4;

  private Listener(
      @Nullable AcceptingChannel<StreamConnection> channel, @Nullable InetSocketAddress asked, boolean dualStack, boolean anyIpv4) {
    this.channel = channel;
    this.asked = asked;
    this.dualStack = dualStack;
    this.anyIpv4 = anyIpv4;
  }

  /** Binds; connections are taken once {@link #begin} was called. Without an acceptor it only says so. */
  static Listener open(
      EventLoop loop, @Nullable String host, int port, int backlog, @Nullable ChannelListener<AcceptingChannel<StreamConnection>> acceptor)
      throws IOException {
    boolean any = host == null || host.equals("::");
    InetSocketAddress address = any ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
    boolean wild = address.getAddress().isAnyLocalAddress();
    OptionMap options =
        OptionMap.builder()
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.TCP_NODELAY, true)
            .set(Options.BACKLOG, backlog > 0 ? backlog : BACKLOG)
            .getMap();
    return new Listener(
        acceptor == null ? null : loop.worker().createStreamConnectionServer(address, acceptor, options),
        acceptor == null ? address : null,
        any || wild && address.getAddress() instanceof Inet6Address,
        !any && wild && address.getAddress() instanceof Inet4Address);
  }

  void begin() {
    if (channel != null) {
      channel.resumeAccepts();
    }
  }

  void close() {
    IoUtils.safeClose(channel);
  }

  @Nullable AcceptingChannel<StreamConnection> channel() {
    return channel;
  }

  boolean accepts(AcceptingChannel<StreamConnection> asked) {
    return asked == channel;
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
    InetSocketAddress own = channel == null ? asked : channel.getLocalAddress(InetSocketAddress.class);
    return Objects.requireNonNull(own, "a listener has an address");
  }
}
