package io.cortado.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** The addresses of a connection as Node prints them. Public for the border only; runs on the loop. */
public final class Peer {
  private final @Nullable InetSocketAddress remote;
  private final @Nullable InetSocketAddress local;
  private final boolean dualStack;

  Peer(StreamConnection channel, boolean dualStack) {
    this.remote = channel.getPeerAddress(InetSocketAddress.class);
    this.local = channel.getLocalAddress(InetSocketAddress.class);
    this.dualStack = dualStack;
  }

  public String remoteAddress() {
    return text(remote);
  }

  public int remotePort() {
    return remote == null ? 0 : remote.getPort();
  }

  public String localAddress() {
    return text(local);
  }

  public int localPort() {
    return local == null ? 0 : local.getPort();
  }

  private String text(@Nullable InetSocketAddress address) {
    return address == null ? "" : Addresses.text(address.getAddress(), dualStack);
  }
}
