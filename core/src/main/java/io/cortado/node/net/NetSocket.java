package io.cortado.node.net;

import io.cortado.node.Errno;
import io.cortado.node.Hold;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a {@code net.Socket}. What can be written at once is written by the loop; {@link NetPoller} waits for the
 * rest and reads, a little ahead of the stream. Callbacks get a negative errno for a failure. Runs on the loop.
 */
public final class NetSocket implements NetPoller.Watched {
  /** What may wait for the loop before the poller stops reading. */
  private static final int AHEAD = 65536;

  /** A write hands the system no more at a time: each thread keeps a copy of that size outside of the heap. */
  private static final int SLICE = 131_072;

  private static final Object END = new Object();

  private final ModuleContext context;
  private final NetPoller poller;
  private volatile SocketChannel channel;
  private final Hold hold;
  private volatile boolean closed;
  private @Nullable SelectionKey key;

  /** What was read and the loop has not seen: bytes, {@link #END} or an errno. */
  private final Queue<Object> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile boolean held;
  private boolean watched;
  private @Nullable Value reader;

  private final AtomicReference<@Nullable ByteBuffer> unwritten = new AtomicReference<>();
  private @Nullable Value written;
  private int outcome;

  /** The address the app asked for, where another one answers. */
  private volatile @Nullable SocketAddress asked;

  NetSocket(ModuleContext context, NetPoller poller, SocketChannel channel) {
    this.context = context;
    this.poller = poller;
    this.channel = channel;
    this.hold = new Hold(context);
    hold.open(true);
  }

  /** Connects, to the stand-in's port where nobody listens and there is one; {@code callback(0)} when done. */
  void connect(
      SocketAddress address, @Nullable SocketAddress local, @Nullable Callable<Integer> standIn, Value callback) {
    Thread.ofVirtual().name("net").start(() -> {
      int result;
      try {
        connect(address, local, standIn);
        result = 0;
      } catch (Exception e) {
        result = errno(e);
      }
      answer(callback, result);
    });
  }

  private void connect(SocketAddress address, @Nullable SocketAddress local, @Nullable Callable<Integer> standIn)
      throws Exception {
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
  }

  private int errno(Exception failure) {
    return switch (failure) {
      case AsynchronousCloseException e -> Errno.ECANCELED;
      case ClosedChannelException e -> closed ? Errno.ECANCELED : Errno.EPIPE;
      default -> Errno.of(failure);
    };
  }

  private void answer(Value callback, int result) {
    context.post(() -> context.call(callback, result));
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
    if (closed) {
      other.close();
      throw new AsynchronousCloseException();
    }
  }

  /** From the connection on nothing blocks. */
  private SelectionKey key() throws IOException {
    SelectionKey known = key;
    if (known == null) {
      channel.configureBlocking(false);
      known = poller.watch(channel, this);
      key = known;
    }
    return known;
  }

  /** Reads until {@link #stop}: {@code callback(bytes)} for each chunk, null at the end, a negative errno. */
  public void read(Value callback) {
    reader = callback;
    try {
      if (!watched) {
        watched = true;
        poller.also(key(), SelectionKey.OP_READ);
      }
    } catch (IOException e) {
      inbox.add(errno(e));
    }
    if (!inbox.isEmpty()) {
      deliverSoon();
    }
  }

  /** What else comes waits for the next {@link #read}. */
  public void stop() {
    reader = null;
  }

  @Override
  public void readable(SelectionKey ready, ByteBuffer scratch) {
    Object read;
    try {
      int count = channel.read(scratch.clear());
      if (count == 0) {
        return;
      }
      read = count < 0 ? END : bytes(scratch.flip());
    } catch (IOException e) {
      read = errno(e);
    }
    if (!(read instanceof byte[] bytes)) {
      ready.interestOpsAnd(~SelectionKey.OP_READ);
    } else if (waiting.addAndGet(bytes.length) >= AHEAD) {
      // In this order: the loop, which may be taking what came before, asks for more only after this has stopped asking.
      ready.interestOpsAnd(~SelectionKey.OP_READ);
      held = true;
    }
    inbox.add(read);
    deliverSoon();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void deliverSoon() {
    if (posted.compareAndSet(false, true)) {
      context.post(this::deliver);
    }
  }

  private void deliver() {
    posted.set(false);
    for (Value to; (to = reader) != null && !closed; ) {
      Object item = inbox.poll();
      if (item == null) {
        return;
      }
      if (item instanceof byte[] bytes) {
        if (waiting.addAndGet(-bytes.length) < AHEAD && held) {
          held = false;
          poller.also(key, SelectionKey.OP_READ);
        }
        context.call(to, Bytes.out(bytes));
      } else {
        context.call(to, new Object[] {item == END ? null : item});
      }
    }
  }

  /** Answers 0 when the system has taken it all; otherwise {@link #whenWritten} says when it has. One at a time. */
  public int write(Value arrayBuffer, int offset, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(Bytes.of(arrayBuffer, offset, length));
    try {
      SelectionKey own = key();
      if (put(bytes)) {
        return 0;
      }
      outcome = 0;
      unwritten.set(bytes);
      poller.also(own, SelectionKey.OP_WRITE);
    } catch (IOException e) {
      outcome = errno(e);
    }
    return 1;
  }

  /** {@code callback(0)} when the system has taken the last write. */
  public void whenWritten(Value callback) {
    if (outcome != 0) {
      answer(callback, outcome);
    } else {
      written = callback;
    }
  }

  /** Whether all is written. */
  private boolean put(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    try {
      while (bytes.position() < end) {
        int until = Math.min(end, bytes.position() + SLICE);
        channel.write(bytes.limit(until));
        if (bytes.position() < until) {
          return false;
        }
      }
      return true;
    } finally {
      bytes.limit(end);
    }
  }

  @Override
  public void writable(SelectionKey ready) {
    ByteBuffer bytes = unwritten.get();
    int result = 0;
    try {
      if (bytes != null && !put(bytes)) {
        return;
      }
    } catch (IOException e) {
      result = errno(e);
    }
    ready.interestOpsAnd(~SelectionKey.OP_WRITE);
    settle(result);
  }

  private void settle(int result) {
    if (unwritten.getAndSet(null) != null) {
      context.post(() -> {
        Value callback = written;
        written = null;
        if (callback != null) {
          context.call(callback, result);
        }
      });
    }
  }

  /** Ends the outgoing half, in a coming turn: the peer, if it is in this process, must not see it before the callback. */
  public void shutdown(Value callback) {
    context.post(() -> {
      int result = 0;
      try {
        channel.shutdownOutput();
      } catch (IOException e) {
        result = errno(e);
      }
      context.call(callback, result);
    });
  }

  /** Closes at once; with {@code reset} the peer sees a reset instead of an end. */
  public void close(boolean reset) {
    if (closed) {
      return;
    }
    closed = true;
    hold.open(false);
    settle(Errno.ECANCELED);
    // What the poller has read ahead would still be the system's, which resets a connection that is closed with such.
    boolean resets = reset || waiting.get() > 0;
    if (!resets) {
      endNow();
    }
    Thread.ofVirtual().name("net-close").start(() -> {
      try {
        if (resets && channel.isOpen() && !(channel.getRemoteAddress() instanceof UnixDomainSocketAddress)) {
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
      } catch (IOException e) {
        // nothing is left to release
      }
      poller.wake();
    });
  }

  /** The peer sees the end now, and not when the selector has let go of the channel. */
  private void endNow() {
    try {
      channel.shutdownOutput();
    } catch (IOException | NotYetConnectedException e) {
      // nobody is there to see it
    }
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
