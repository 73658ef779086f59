package io.cortado.node.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what the sockets of one loop can read and write, on one thread, which ends some seconds after the last of them.
 * Called from any thread.
 */
public final class NetPoller {
  private static final int CHUNK = 65536;
  private static final int PATIENCE_MILLIS = 10_000;

  private @Nullable Selector selector;

  /** Who waits. Both are called on the poller's thread. */
  public interface Watched {
    /** There is something to read, by way of {@code scratch} for instance. */
    void readable(SelectionKey ready, ByteBuffer scratch);

    void writable(SelectionKey ready);
  }

  /** A key that waits for nothing yet. The channel must not block. */
  public synchronized SelectionKey watch(SelectableChannel channel, Watched watched) throws IOException {
    Selector known = selector;
    if (known == null) {
      Selector opened = Selector.open();
      selector = opened;
      Thread.ofPlatform().daemon().name("cortado net").start(() -> poll(opened));
      known = opened;
    }
    return channel.register(known, 0, watched);
  }

  /** Has a key wait for {@code operation} too. */
  public void also(@Nullable SelectionKey key, int operation) {
    if (key != null) {
      try {
        key.interestOpsOr(operation);
        key.selector().wakeup();
      } catch (CancelledKeyException e) {
        // closed, which its socket knows
      }
    }
  }

  /** After a channel was closed: the system closes it once the selector has let go. */
  public synchronized void wake() {
    if (selector != null) {
      selector.wakeup();
    }
  }

  private void poll(Selector own) {
    ByteBuffer scratch = ByteBuffer.allocateDirect(CHUNK);
    try {
      long used = System.nanoTime();
      do {
        own.select(key -> ready(key, scratch), PATIENCE_MILLIS);
        if (!own.keys().isEmpty()) {
          used = System.nanoTime();
        }
      } while (System.nanoTime() - used < PATIENCE_MILLIS * 1_000_000L || !ended(own));
    } catch (IOException e) {
      throw new IllegalStateException("net: the sockets cannot be waited for", e);
    }
  }

  private static void ready(SelectionKey key, ByteBuffer scratch) {
    if (key.attachment() instanceof Watched watched) {
      try {
        int operations = key.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
          watched.writable(key);
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
          watched.readable(key, scratch);
        }
      } catch (CancelledKeyException e) {
        // closed meanwhile, which its socket knows
      }
    }
  }

  private synchronized boolean ended(Selector own) throws IOException {
    if (!own.keys().isEmpty()) {
      return false;
    }
    selector = null;
    own.close();
    return true;
  }
}
