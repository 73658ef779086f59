package io.cortado.node.net;

import io.cortado.node.Errno;
import io.cortado.node.Paths;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Connections for {@code net}: TCP and Unix sockets. Runs on the loop. */
public final class NetBinding {
  private final ModuleContext context;
  private final NetPoller poller = new NetPoller();
  private final Paths paths;
  private final IntFunction<@Nullable Callable<Integer>> standIns;
  private final Ports ports;

  /** Where a connection to this machine is refused, {@code standIns} says for its port who else may answer; servers listen on {@code ports}. */
  public NetBinding(ModuleContext context, IntFunction<@Nullable Callable<Integer>> standIns, Ports ports) {
    this.context = context;
    this.paths = new Paths(context);
    this.standIns = standIns;
    this.ports = ports;
  }

  /**
   * Starts to connect to an IP address; {@code callback(0)} or a negative errno follows. Answers the socket, or a
   * negative errno at once.
   */
  public @Nullable Object connect(String address, int port, String localAddress, int localPort, Value callback) {
    return Errno.attempt(() -> {
      InetAddress target = InetAddress.getByName(address);
      NetSocket socket = new NetSocket(context, poller, SocketChannel.open(family(target)));
      boolean bound = !localAddress.isEmpty() || localPort > 0;
      SocketAddress local = bound ? local(localAddress, localPort) : null;
      Callable<Integer> standIn = target.isLoopbackAddress() && !bound ? standIns.apply(port) : null;
      socket.connect(new InetSocketAddress(target, port), local, standIn, callback);
      return socket;
    });
  }

  private static SocketAddress local(String address, int port) throws IOException {
    return address.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(address), port);
  }

  /** The same with a Unix socket's path. */
  public @Nullable Object connectPath(String path, Value callback) {
    return Errno.attempt(() -> {
      NetSocket socket = new NetSocket(context, poller, SocketChannel.open(StandardProtocolFamily.UNIX));
      socket.connect(UnixDomainSocketAddress.of(paths.of(path)), null, null, callback);
      return socket;
    });
  }

  /** A socket that is connected to a path when this returns: for who is expected there. Or a negative errno. */
  public @Nullable Object connectedPath(String path) {
    return Errno.attempt(() -> {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(paths.of(path)));
      return new NetSocket(context, poller, channel);
    });
  }

  /** Listens on an IP address, or where it is empty on all; {@code listener} gets each socket. Or a negative errno. */
  public @Nullable Object listen(String address, int port, int backlog, Value listener) {
    return Errno.attempt(() -> {
      if (address.isEmpty()) {
        try {
          return listen(StandardProtocolFamily.INET6, new InetSocketAddress("::", port), backlog, true, listener);
        } catch (UnsupportedOperationException e) {
          return listen(StandardProtocolFamily.INET, new InetSocketAddress("0.0.0.0", port), backlog, false, listener);
        }
      }
      InetAddress local = InetAddress.getByName(address);
      boolean all6 = local instanceof Inet6Address && local.isAnyLocalAddress();
      return listen(family(local), new InetSocketAddress(local, port), backlog, all6, listener);
    });
  }

  /** Listens on a path of the file system. Or a negative errno. */
  public @Nullable Object listenPath(String path, int backlog, Value listener) {
    return Errno.attempt(() -> {
      SocketAddress address = UnixDomainSocketAddress.of(paths.of(path));
      return listen(StandardProtocolFamily.UNIX, address, backlog, false, listener);
    });
  }

  /** Keeps a port for processes of a cluster, which this one is the primary of. Or a negative errno. */
  public @Nullable Object reserve(String address, int port) {
    return Errno.attempt(() -> ClusterPorts.Kept.at(address.isEmpty() ? null : InetAddress.getByName(address), port));
  }

  /** In a process of a cluster: its primary keeps a port. */
  public void share(int port) {
    if (ports instanceof ClusterPorts cluster) {
      cluster.share(port);
    }
  }

  private NetServer listen(ProtocolFamily family, SocketAddress address, int backlog, boolean all6, Value listener)
      throws IOException {
    return new NetServer(context, poller, ports, family, address, backlog, all6, listener);
  }

  private static ProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
  }
}
