package io.cortado.loop;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what keeps the process alive: servers, connections, running work, referenced timers. Any thread. */
final class KeepAlive {
  private final AtomicInteger references = new AtomicInteger();
  private final Runnable onIdle;

  KeepAlive(Runnable onIdle) {
    this.onIdle = onIdle;
  }

  void retain() {
    references.incrementAndGet();
  }

  void release() {
    if (references.decrementAndGet() == 0) {
      onIdle.run();
    }
  }

  boolean idle() {
    return references.get() == 0;
  }
}
