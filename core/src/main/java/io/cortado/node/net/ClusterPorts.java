package io.cortado.node.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of a process of a cluster. Those at a port that its primary keeps listen beside those of other processes, and the kernel
 * gives each connection to one of them (SO_REUSEPORT); all others are this process's alone. Any thread.
 */
public final class ClusterPorts implements Ports {
  private final Set<Integer> shared = ConcurrentHashMap.newKeySet();

  /** The primary keeps a port. */
  void share(int port) {
    shared.add(port);
  }

  @Override
  public Door listen(@Nullable ProtocolFamily family, SocketAddress address, int backlog, Consumer<SocketChannel> taker)
      throws IOException {
    if (!(address instanceof InetSocketAddress inet) || !shared.contains(inet.getPort())) {
      return Ports.OWN.listen(family, address, backlog, taker);
    }
    ServerSocketChannel channel = family == null ? ServerSocketChannel.open() : ServerSocketChannel.open(family);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      channel.bind(address, backlog);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new OwnDoor(channel, taker);
  }

  /**
   * A port that is kept for processes of a cluster, and not listened on: it stays the same for all of them, and is nobody else's while
   * one of them listens. Public for the border only.
   */
  public static final class Kept implements AutoCloseable {
    private final SocketChannel socket;

    private Kept(SocketChannel socket) {
      this.socket = socket;
    }

    /** Fails where somebody listens there, be it another cluster. */
    static Kept at(@Nullable InetAddress address, int port) throws IOException {
      InetSocketAddress place = address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
      if (port != 0) {
        Ports.bound(null, place, 1).close();
      }
      SocketChannel socket = SocketChannel.open();
      try {
        // Connections that have ended a moment ago are no obstacle, as to a server.
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return new Kept(socket.bind(place));
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    }

    public int port() throws IOException {
      return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
