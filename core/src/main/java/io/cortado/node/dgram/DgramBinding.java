package io.cortado.node.dgram;

import io.cortado.node.net.NetPoller;
import io.cortado.spi.ModuleContext;

/** Makes sockets for {@code dgram}. Runs on the loop. */
public final class DgramBinding {
  private final ModuleContext context;
  private final NetPoller poller = new NetPoller();

  public DgramBinding(ModuleContext context) {
    this.context = context;
  }

  /** A socket of IPv6, or of IPv4, that the system has not been asked for yet. */
  public DgramSocket socket(boolean ip6) {
    return new DgramSocket(context, poller, ip6);
  }
}
