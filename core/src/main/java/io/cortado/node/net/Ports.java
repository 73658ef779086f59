package io.cortado.node.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where servers get the sockets that they listen on. On the loop. */
public interface Ports {
  /** Each server has a socket of its own, which is closed with it. */
  Ports OWN = OwnDoor::new;

  /**
   * Listens.
   *
   * @param family null for what the address says
   * @param taker takes each connection, in blocking mode and on any thread
   */
  Door listen(@Nullable ProtocolFamily family, SocketAddress address, int backlog, Consumer<SocketChannel> taker)
      throws IOException;

  /** A socket that listens for one server. */
  interface Door {
    SocketAddress address() throws IOException;

    /** Takes no more. */
    void close();

    /** A connection that came too late for this server is whoever's serves now. Any thread. */
    void pass(SocketChannel late);
  }

  /** A socket that nothing has been asked of yet, bound to an address. */
  static ServerSocketChannel bound(@Nullable ProtocolFamily family, SocketAddress address, int backlog) throws IOException {
    ServerSocketChannel channel = family == null ? ServerSocketChannel.open() : ServerSocketChannel.open(family);
    try {
      channel.bind(address, backlog);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
