package io.cortado.node.net;

import io.cortado.node.Hold;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The handle of a listening {@code net.Server}. Runs on the loop. */
public final class NetServer {
  private final ModuleContext context;
  private final NetPoller poller;
  private final ServerSocketChannel channel;
  private final boolean wildcard6;
  private final Value listener;
  private final Hold hold;
  private volatile boolean closed;

  NetServer(
      ModuleContext context, NetPoller poller, ServerSocketChannel channel, boolean wildcard6, Value listener) {
    this.context = context;
    this.poller = poller;
    this.channel = channel;
    this.wildcard6 = wildcard6;
    this.listener = listener;
    this.hold = new Hold(context);
    hold.open(true);
    Thread.ofVirtual().name("net-accept").start(this::accept);
  }

  private void accept() {
    while (!closed) {
      try {
        SocketChannel accepted = channel.accept();
        context.post(() -> {
          if (closed) {
            closeQuietly(accepted);
          } else {
            context.call(listener, new NetSocket(context, poller, accepted));
          }
        });
      } catch (IOException e) {
        if (!channel.isOpen()) {
          return;
        }
      }
    }
  }

  private static void closeQuietly(SocketChannel accepted) {
    try {
      accepted.close();
    } catch (IOException e) {
      // nobody has seen it
    }
  }

  /** Address, port and family, or null for a path. */
  public String @Nullable [] address() {
    try {
      SocketAddress local = channel.getLocalAddress();
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
}
