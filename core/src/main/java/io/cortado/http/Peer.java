package io.cortado.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** The addresses of a connection as Node prints them. Public for the border only; runs on the loop. */
public final class Peer {
  private final @Nullable StreamConnection channel;
  private final boolean dualStack;

  Peer(@Nullable StreamConnection channel, boolean dualStack) {
    this.channel = channel;
    this.dualStack = dualStack;
  }

  private @Nullable InetSocketAddress remote() {
    return channel == null ? null : channel.getPeerAddress(InetSocketAddress.class);
  }

  private @Nullable InetSocketAddress local() {
    return channel == null ? null : channel.getLocalAddress(InetSocketAddress.class);
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
    return address == null ? "" : Addresses.text(address.getAddress(), dualStack);
  }
}
