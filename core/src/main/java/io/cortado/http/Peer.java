package io.cortado.http;

import io.cortado.node.net.IpText;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * The addresses of a connection as Node prints them: IPv4 ones at a dual-stack listener in their mapped form. Public for the
 * border only; runs on the loop.
 */
public final class Peer {
  private final @Nullable StreamConnection channel;
  private final @Nullable InetSocketAddress remote;
  private final @Nullable InetSocketAddress local;
  private final boolean dualStack;

  /** The addresses are the channel's for as long as it is open. */
  Peer(@Nullable StreamConnection channel, boolean dualStack) {
    this.channel = channel;
    this.remote = null;
    this.local = null;
    this.dualStack = dualStack;
  }

  Peer(@Nullable InetSocketAddress remote, @Nullable InetSocketAddress local, boolean dualStack) {
    this.channel = null;
    this.remote = remote;
    this.local = local;
    this.dualStack = dualStack;
  }

  @Nullable InetSocketAddress remote() {
    return channel == null ? remote : channel.getPeerAddress(InetSocketAddress.class);
  }

  @Nullable InetSocketAddress local() {
    return channel == null ? local : channel.getLocalAddress(InetSocketAddress.class);
  }

  public String remoteAddress() {
    return text(remote());
  }

  public int remotePort() {
    return port(remote());
  }

  public String localAddress() {
    return text(local());
  }

  public int localPort() {
    return port(local());
  }

  private static int port(@Nullable InetSocketAddress address) {
    return address == null ? 0 : address.getPort();
  }

  private String text(@Nullable InetSocketAddress address) {
    if (address == null) {
      return "";
    }
    String text = IpText.of(address.getAddress());
    return dualStack && address.getAddress() instanceof Inet4Address ? "::ffff:" + text : text;
  }
}
