package io.cortado.management;

import io.cortado.loop.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How long what is given to the loop waits for its turn: asked once a second, beside the loop. Any thread. */
final class LoopLag {
  private static final long LOOK_MILLIS = 1_000;

  private final EventLoop loop;
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private volatile long asked;

  LoopLag(EventLoop loop) {
    this.loop = loop;
    Thread.ofVirtual().name("cortado loop lag").start(this::look);
  }

  private void look() {
    try {
      while (!loop.stopped()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        if (asked == 0) {
          long at = System.nanoTime();
          asked = at;
          loop.post(() -> answered(at));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(long at) {
    long nanos = System.nanoTime() - at;
    last.set(nanos);
    longest.accumulateAndGet(nanos, Math::max);
    asked = 0;
  }

  /** Whether its loop has ended. */
  boolean isOver() {
    return loop.stopped();
  }

  /** The last one; of a loop that has not answered yet, how long that has been. In seconds. */
  double seconds() {
    long since = asked;
    return Math.max(last.get(), since == 0 ? 0 : System.nanoTime() - since) / 1e9;
  }

  /** The longest since this was asked last, in seconds. */
  double longestSeconds() {
    return Math.max(longest.getAndSet(0) / 1e9, seconds());
  }
}
