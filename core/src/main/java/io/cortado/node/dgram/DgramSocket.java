package io.cortado.node.dgram;

import io.cortado.node.Errno;
import io.cortado.node.Hold;
import io.cortado.node.buffer.Bytes;
import io.cortado.node.net.NetPoller;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a {@code dgram.Socket}. What can be sent at once is sent by the loop; a poller waits for the rest and
 * receives, a little ahead of the app. Methods answer 0 or a negative errno. Runs on the loop.
 */
public final class DgramSocket implements NetPoller.Watched {
  private static final int IP6_ONLY = 1;
  private static final int REUSE_ADDRESS = 4;
  private static final int REUSE_PORT = 8;
  private static final int MAX_TTL = 255;
  private static final int NOT_CONNECTED = -107;
  private static final int EMSGSIZE = -90;
  private static final int MAX_DATAGRAM = 65527;

  /** Linux keeps twice the room it is asked for and says so; the JVM tells half of that. */
  private static final boolean DOUBLED = System.getProperty("os.name", "").startsWith("Linux");

  /** Datagrams that a poll takes, so that no socket keeps the others waiting. */
  private static final int BURST = 64;

  private final ModuleContext context;
  private final NetPoller poller;
  private final boolean ip6;
  private final Hold hold;
  private @Nullable DatagramChannel channel;
  private @Nullable Groups groups;
  private volatile boolean closed;
  private volatile boolean ip6Only;
  private @Nullable SelectionKey key;

  private final Inbox inbox = new Inbox();
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile @Nullable Value reader;

  /** What the system has not taken yet, in its order; touched by the loop and the poller. */
  private final Deque<Waiting> unsent = new ArrayDeque<>();
  private int unsentBytes;

  private record Waiting(ByteBuffer bytes, @Nullable InetSocketAddress to, Value callback) {}

  DgramSocket(ModuleContext context, NetPoller poller, boolean ip6) {
    this.context = context;
    this.poller = poller;
    this.ip6 = ip6;
    this.hold = new Hold(context);
  }

  private static int attempt(Callable<?> work) {
    try {
      return work.call() instanceof Integer number ? number : 0;
    } catch (PortUnreachableException e) {
      return Errno.ECONNREFUSED;
    } catch (Exception e) {
      return Errno.of(e);
    }
  }

  /** An address of this socket's family. */
  private InetAddress address(String text) throws IOException {
    return Addresses.parse(text, ip6);
  }

  private DatagramChannel open() throws IOException {
    DatagramChannel open = channel;
    if (open == null) {
      open = DatagramChannel.open(ip6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
      open.configureBlocking(false);
      channel = open;
      groups = new Groups(open, ip6);
    }
    return open;
  }

  /** The system's socket, if there is one already. */
  private DatagramChannel opened() throws Errno {
    DatagramChannel open = channel;
    if (open == null) {
      throw new Errno(Errno.EBADF);
    }
    return open;
  }

  /** Binds it; {@code flags} are libuv's. */
  public int bind(String ip, int port, int flags) {
    return attempt(() -> {
      InetAddress local = address(ip);
      DatagramChannel open = open();
      ip6Only = (flags & IP6_ONLY) != 0;
      if ((flags & REUSE_ADDRESS) != 0) {
        open.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      }
      if ((flags & REUSE_PORT) != 0) {
        open.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      if (open.getLocalAddress() != null) {
        return Errno.EINVAL;
      }
      return open.bind(new InetSocketAddress(local, port));
    });
  }

  /** {@code callback(bytes, address, port)} for each datagram, and {@code callback(errno)}. */
  public int receive(Value callback) {
    reader = callback;
    hold.open(true);
    return attempt(() -> {
      poller.also(key(), SelectionKey.OP_READ);
      return 0;
    });
  }

  private SelectionKey key() throws IOException {
    SelectionKey known = key;
    if (known == null) {
      known = poller.watch(opened(), this);
      key = known;
    }
    return known;
  }

  @Override
  public void readable(SelectionKey ready, ByteBuffer scratch) {
    DatagramChannel from = (DatagramChannel) ready.channel();
    for (int i = 0; i < BURST; i++) {
      Object received;
      try {
        if (!(from.receive(scratch.clear()) instanceof InetSocketAddress sender)) {
          break;
        }
        if (ip6Only && sender.getAddress().getAddress().length == 4) {
          continue;
        }
        byte[] bytes = new byte[scratch.flip().remaining()];
        scratch.get(bytes);
        received = new Inbox.Datagram(bytes, sender);
      } catch (ClosedChannelException e) {
        break;
      } catch (IOException e) {
        received = e instanceof PortUnreachableException ? Errno.ECONNREFUSED : Errno.of(e);
      }
      if (!inbox.add(received)) {
        // more waits in the system, which drops what it has no room for
        ready.interestOpsAnd(~SelectionKey.OP_READ);
        inbox.held();
        break;
      }
    }
    deliverSoon();
  }

  private void deliverSoon() {
    if (!inbox.isEmpty() && posted.compareAndSet(false, true)) {
      context.post(this::deliver);
    }
  }

  private void deliver() {
    posted.set(false);
    for (Object item; !closed && (item = inbox.poll()) != null; ) {
      Value to = reader;
      if (to == null) {
        return;
      }
      if (item instanceof Inbox.Datagram(byte[] bytes, InetSocketAddress sender)) {
        context.call(to, Bytes.out(bytes), Addresses.text(sender.getAddress(), ip6), sender.getPort());
      } else {
        context.call(to, item);
      }
    }
    if (!closed && inbox.release()) {
      poller.also(key, SelectionKey.OP_READ);
    }
  }

  /**
   * Sends to an address, or where that is null to whom it is connected. Answers one more than the bytes that were sent; 0
   * when they wait, and {@code callback(errno or 0, bytes)} says when they no longer do.
   */
  public int send(Value arrayBuffer, int offset, int length, @Nullable String ip, int port, Value callback) {
    return attempt(() -> {
      InetSocketAddress to = ip == null ? null : new InetSocketAddress(address(ip), port);
      if (length > MAX_DATAGRAM) {
        return EMSGSIZE;
      }
      ByteBuffer bytes = ByteBuffer.wrap(Bytes.of(arrayBuffer, offset, length));
      synchronized (unsent) {
        if (unsent.isEmpty() && put(bytes, to)) {
          return length + 1;
        }
        unsent.add(new Waiting(bytes, to, callback));
        unsentBytes += length;
      }
      poller.also(key(), SelectionKey.OP_WRITE);
      return 0;
    });
  }

  /** Whether the system has taken it. */
  private boolean put(ByteBuffer bytes, @Nullable InetSocketAddress to) throws IOException {
    DatagramChannel open = opened();
    boolean empty = !bytes.hasRemaining();
    try {
      int sent = to == null ? open.write(bytes) : open.send(bytes, to);
      return sent > 0 || empty;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Message too long")) {
        throw new Errno(EMSGSIZE);
      }
      throw e;
    }
  }

  @Override
  public void writable(SelectionKey ready) {
    synchronized (unsent) {
      while (!unsent.isEmpty()) {
        Waiting next = unsent.element();
        int length = next.bytes.remaining();
        int result = attempt(() -> put(next.bytes, next.to) ? 0 : 1);
        if (result > 0) {
          return;
        }
        unsent.remove();
        unsentBytes -= length;
        context.post(() -> context.call(next.callback, result, length));
      }
      ready.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }

  /** How many datagrams wait to be sent, and how many bytes they have. */
  public int[] waiting() {
    synchronized (unsent) {
      return new int[] {unsent.size(), unsentBytes};
    }
  }

  /** Sends to and receives from that address only. */
  public int connect(String ip, int port) {
    return attempt(() -> {
      opened().connect(new InetSocketAddress(address(ip), port));
      return 0;
    });
  }

  public int disconnect() {
    return attempt(() -> {
      opened().disconnect();
      return 0;
    });
  }

  /** Address and port of this side as texts, or a negative errno. */
  public Object local() {
    return described(() -> {
      InetSocketAddress local = (InetSocketAddress) opened().getLocalAddress();
      return local == null ? new InetSocketAddress(ip6 ? "::" : "0.0.0.0", 0) : local;
    });
  }

  /** Address and port of the other side as texts, or a negative errno. */
  public Object remote() {
    return described(() -> {
      if (!(opened().getRemoteAddress() instanceof InetSocketAddress remote)) {
        throw new Errno(NOT_CONNECTED);
      }
      return remote;
    });
  }

  private Object described(Callable<InetSocketAddress> which) {
    try {
      InetSocketAddress address = which.call();
      return new String[] {Addresses.text(address.getAddress(), ip6), Integer.toString(address.getPort())};
    } catch (Exception e) {
      return Errno.of(e);
    }
  }

  private <T> int option(SocketOption<T> name, T value) {
    return attempt(() -> {
      opened().setOption(name, value);
      return 0;
    });
  }

  public int broadcast(boolean on) {
    return option(StandardSocketOptions.SO_BROADCAST, on);
  }

  public int multicastLoopback(boolean on) {
    return option(StandardSocketOptions.IP_MULTICAST_LOOP, on);
  }

  public int multicastTtl(int ttl) {
    return ttl < 0 || ttl > MAX_TTL ? Errno.EINVAL : option(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
  }

  /** Whether datagrams could be given that time to live: the JVM cannot say so to the system. */
  public int ttl(int ttl) {
    return ttl < 1 || ttl > MAX_TTL ? Errno.EINVAL : channel == null ? Errno.EBADF : 0;
  }

  /** Sets the size of the system's buffer for what is received or sent, or where it is 0 answers it. */
  public int bufferSize(boolean received, int size) {
    SocketOption<Integer> name = received ? StandardSocketOptions.SO_RCVBUF : StandardSocketOptions.SO_SNDBUF;
    return size > 0 ? option(name, size) : attempt(() -> (DOUBLED ? 2 : 1) * opened().getOption(name));
  }

  /** Sends what is for groups by that interface. */
  public int multicastInterface(String ip) {
    return attempt(() -> {
      opened();
      return groups().sendBy(ip);
    });
  }

  private Groups groups() throws IOException {
    DatagramChannel open = open();
    if (open.getLocalAddress() == null) {
      open.bind(new InetSocketAddress(ip6 ? "::" : "0.0.0.0", 0));
    }
    Groups own = groups;
    return own == null ? new Groups(open, ip6) : own;
  }

  /** Receives what is for a group, from everybody or from {@code source} alone, at an interface. */
  public int join(String group, @Nullable String at, @Nullable String source) {
    return attempt(() -> groups().join(group, at, source));
  }

  public int leave(String group, @Nullable String at, @Nullable String source) {
    return attempt(() -> groups().leave(group, at, source));
  }

  public void keepProcess(boolean keep) {
    hold.wanted(keep);
  }

  /** Closes at once; what waits to be sent is not. */
  public void close() {
    closed = true;
    hold.open(false);
    synchronized (unsent) {
      for (Waiting each : unsent) {
        context.post(() -> context.call(each.callback, Errno.ECANCELED, 0));
      }
      unsent.clear();
    }
    DatagramChannel open = channel;
    if (open != null) {
      attempt(() -> {
        open.close();
        return 0;
      });
      poller.wake();
    }
  }
}
