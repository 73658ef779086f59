package io.cortado.node.net;

import io.cortado.node.Hold;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The handle of a listening {@code net.Server}. Runs on the loop. */
public final class NetServer {
  private final ModuleContext context;
  private final NetPoller poller;
  private final boolean wildcard6;
  private final Value listener;
  private final Hold hold;
  private final Ports.Door door;
  private boolean closed;

  NetServer(
      ModuleContext context, NetPoller poller, Ports ports, @Nullable ProtocolFamily family, SocketAddress address, int backlog,
      boolean wildcard6, Value listener) throws IOException {
    this.context = context;
    this.poller = poller;
    this.wildcard6 = wildcard6;
    this.listener = listener;
    this.hold = new Hold(context);
    this.door = ports.listen(family, address, backlog, accepted -> context.post(() -> take(accepted)));
    hold.open(true);
  }

  private void take(SocketChannel accepted) {
    if (closed) {
      door.pass(accepted);
      return;
    }
    context.call(listener, new NetSocket(context, poller, accepted));
  }

  /** Address, port and family, or null for a path. */
  public String @Nullable [] address() {
    try {
      SocketAddress local = door.address();
      if (wildcard6 && local instanceof InetSocketAddress inet) {
        return new String[] {"::", Integer.toString(inet.getPort()), "IPv6"};
      }
      return NetSocket.describe(local);
    } catch (IOException e) {
      return null;
    }
  }

  public void keepProcess(boolean keep) {
    hold.wanted(keep);
  }

  /** Accepts no more; open connections stay. */
  public void close() {
    closed = true;
    hold.open(false);
    door.close();
  }
}
