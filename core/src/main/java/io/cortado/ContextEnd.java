package io.cortado;

import io.cortado.engine.JsRuntime;
import io.cortado.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How the context of an app that has ended is closed, and its loop with it. */
final class ContextEnd {
  private ContextEnd() {}

  /**
   * Begins it. On the app's loop it is over when this returns, or {@code bound} has passed; elsewhere this ends what runs there.
   *
   * @param closed is called when the context is closed, on a thread of its own
   * @param left is called when nothing runs on the loop any more; not where the caller is on it
   */
  static void begin(JsRuntime js, EventLoop loop, Duration bound, Runnable closed, Runnable left) {
    // Not from here: a context that is closed by what its own JavaScript called cannot be left any more, and the engine
    // then keeps it, with all the app had, for as long as the JVM runs.
    boolean inside = loop.onLoop();
    Thread closing = Thread.ofPlatform().name("cortado close").daemon().start(() -> {
      try {
        js.closeContext();
        closed.run();
      } finally {
        // Not before: a thread that is no more cannot be told that it is cancelled.
        loop.stop();
      }
    });
    if (!inside) {
      loop.halt();
      loop.ioThread().execute(() -> leave(js, left));
      return;
    }
    loop.ioThread().execute(js.context()::leave);
    loop.stop();
    long deadline = System.nanoTime() + bound.toNanos();
    while (closing.isAlive() && System.nanoTime() < deadline) {
      // Cancelled here; nothing the JavaScript this was called from could catch.
      js.context().safepoint();
      LockSupport.parkNanos(100_000);
    }
  }

  private static void leave(JsRuntime js, Runnable left) {
    try {
      js.context().leave();
    } finally {
      left.run();
    }
  }
}
