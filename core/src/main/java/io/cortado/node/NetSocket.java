package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a {@code net.Socket}: one read and one write at a time, each on a virtual thread, so that the stream's
 * own backpressure is the connection's. Callbacks get a negative errno for a failure. Runs on the loop.
 */
public final class NetSocket {
  private static final int CHUNK = 65536;

  private final ModuleContext context;
  private volatile SocketChannel channel;
  private final Hold hold;
  private volatile Transport transport;
  private volatile boolean closed;
  private byte @Nullable [] buffer;

  /** The address the app asked for, where another one answers. */
  private volatile @Nullable SocketAddress asked;

  NetSocket(ModuleContext context, SocketChannel channel) {
    this.context = context;
    this.channel = channel;
    this.transport = Transport.plain(channel);
    this.hold = new Hold(context);
    hold.open(true);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Goes on over another transport, such as TLS over this one. Called from any thread, between operations. */
  void transport(Transport other) {
    transport = other;
  }

  Transport transport() {
    return transport;
  }

  /** Runs blocking work off the loop and calls back with its result, or a negative errno, unless closed meanwhile. */
  void run(Callable<@Nullable Object> work, Value callback) {
    Thread.ofVirtual().name("net").start(() -> {
      Object result;
      try {
        result = work.call();
      } catch (AsynchronousCloseException e) {
        result = Errno.ECANCELED;
      } catch (ClosedChannelException e) {
        result = closed ? Errno.ECANCELED : -32;
      } catch (Exception e) {
        result = Errno.of(e);
      }
      Object answer = result;
      context.post(() -> {
        if (!closed || answer instanceof Integer) {
          context.call(callback, answer);
        }
      });
    });
  }

  /** Connects, to the stand-in's port where nobody listens and there is one; {@code callback(0)} when done. */
  void connect(
      SocketAddress address, @Nullable SocketAddress local, @Nullable Callable<Integer> standIn, Value callback) {
    run(() -> {
      if (local != null) {
        channel.bind(local);
      }
      try {
        channel.connect(address);
      } catch (ConnectException e) {
        int port = standIn == null ? 0 : standIn.call();
        if (port == 0) {
          throw e;
        }
        connectElsewhere(address, port);
      }
      return 0;
    }, callback);
  }

  private void connectElsewhere(SocketAddress wanted, int port) throws IOException {
    SocketChannel other = SocketChannel.open(StandardProtocolFamily.INET);
    try {
      other.connect(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      other.close();
      throw e;
    }
    asked = wanted;
    channel = other;
    transport = Transport.plain(other);
    if (closed) {
      other.close();
      throw new AsynchronousCloseException();
    }
  }

  /** Reads once: {@code callback(bytes)}, null at the end. */
  public void read(Value callback) {
    run(() -> {
      byte[] into = buffer;
      if (into == null) {
        into = new byte[CHUNK];
        buffer = into;
      }
      int count = transport.read(into);
      return count < 0 ? null : Bytes.out(Arrays.copyOf(into, count));
    }, callback);
  }

  /** Writes it all: {@code callback(0)} when the system has taken it. */
  public void write(Value arrayBuffer, int offset, int length, Value callback) {
    byte[] bytes = Bytes.of(arrayBuffer, offset, length);
    run(() -> {
      transport.write(bytes);
      return 0;
    }, callback);
  }

  /** Ends the outgoing half. */
  public void shutdown(Value callback) {
    run(() -> {
      transport.shutdownOutput();
      return 0;
    }, callback);
  }

  /** Closes at once; with {@code reset} the peer sees a reset instead of an end. */
  public void close(boolean reset) {
    if (closed) {
      return;
    }
    closed = true;
    hold.open(false);
    Thread.ofVirtual().name("net-close").start(() -> {
      try {
        if (reset && channel.isOpen() && !(channel.getRemoteAddress() instanceof UnixDomainSocketAddress)) {
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        transport.close();
      } catch (IOException e) {
        // nothing is left to release
      }
    });
  }

  public void keepProcess(boolean keep) {
    hold.wanted(keep);
  }

  public void noDelay(boolean on) {
    option(() -> channel.setOption(StandardSocketOptions.TCP_NODELAY, on));
  }

  public void keepAlive(boolean on) {
    option(() -> channel.setOption(StandardSocketOptions.SO_KEEPALIVE, on));
  }

  private static void option(Callable<?> change) {
    try {
      change.call();
    } catch (Exception e) {
      // Unix sockets have none of these, and a closed one needs none
    }
  }

  /** Address, port and family of this side, or null. */
  public String @Nullable [] local() {
    try {
      return describe(channel.getLocalAddress());
    } catch (IOException e) {
      return null;
    }
  }

  /** Address, port and family of the other side, or null. */
  public String @Nullable [] remote() {
    try {
      SocketAddress remote = channel.getRemoteAddress();
      return describe(asked == null ? remote : asked);
    } catch (IOException e) {
      return null;
    }
  }

  static String @Nullable [] describe(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
      return null;
    }
    String text = IpText.of(inet.getAddress());
    return new String[] {text, Integer.toString(inet.getPort()), text.indexOf(':') >= 0 ? "IPv6" : "IPv4"};
  }
}
