package io.cortado.node.dgram;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a socket has received and the app has not seen: datagrams and errnos, up to a limit. Called from any thread. */
final class Inbox {
  /** Beyond these nothing more is taken from the system. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DATAGRAMS = 1024;

  /** Bytes and who has sent them. */
  record Datagram(byte[] bytes, InetSocketAddress sender) {}

  private final Queue<Object> items = new ArrayDeque<>();
  private int bytes;
  private boolean held;

  private static int size(Object item) {
    return item instanceof Datagram datagram ? datagram.bytes.length : 0;
  }

  private boolean full() {
    return bytes >= MAX_BYTES || items.size() >= MAX_DATAGRAMS;
  }

  /** Takes it, and says whether there is room for another. */
  synchronized boolean add(Object item) {
    items.add(item);
    bytes += size(item);
    return !full();
  }

  /** Nobody fills it until {@link #release} has said so. */
  synchronized void held() {
    held = true;
  }

  synchronized @Nullable Object poll() {
    Object item = items.poll();
    bytes -= item == null ? 0 : size(item);
    return item;
  }

  /** Whether it was held and has room again. */
  synchronized boolean release() {
    boolean now = held && !full();
    held = held && !now;
    return now;
  }

  synchronized boolean isEmpty() {
    return items.isEmpty();
  }
}
