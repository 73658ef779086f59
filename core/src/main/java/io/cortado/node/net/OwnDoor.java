package io.cortado.node.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket of one server alone, and the virtual thread that waits at it. */
final class OwnDoor implements Ports.Door {
  private final ServerSocketChannel channel;
  private final Consumer<SocketChannel> taker;
  private volatile boolean closed;

  OwnDoor(@Nullable ProtocolFamily family, SocketAddress address, int backlog, Consumer<SocketChannel> taker)
      throws IOException {
    this(Ports.bound(family, address, backlog), taker);
  }

  OwnDoor(ServerSocketChannel channel, Consumer<SocketChannel> taker) {
    this.channel = channel;
    this.taker = taker;
    Thread.ofVirtual().name("net-accept").start(this::accept);
  }

  private void accept() {
    while (!closed) {
      try {
        taker.accept(channel.accept());
      } catch (IOException e) {
        if (!channel.isOpen()) {
          return;
        }
      }
    }
  }

  @Override
  public SocketAddress address() throws IOException {
    return channel.getLocalAddress();
  }

  @Override
  public void close() {
    closed = true;
    try {
      SocketAddress local = channel.getLocalAddress();
      channel.close();
      if (local instanceof UnixDomainSocketAddress unix) {
        Files.deleteIfExists(unix.getPath());
      }
    } catch (IOException e) {
      // nothing is left to release
    }
  }

  @Override
  public void pass(SocketChannel late) {
    try {
      late.close();
    } catch (IOException e) {
      // nobody has seen it
    }
  }
}
