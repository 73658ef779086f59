package io.cortado.engine;

import com.oracle.truffle.api.Truffle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps Truffle's compiler from setting itself up while an app starts, when nothing is compiled yet and the processors
 * have enough to do: it would take a third of a second of processor time from the loop and from HotSpot's own compilers
 * (ADR 0013).
 *
 * <p>The first context makes Truffle queue that work, which then runs in a thread of its own under the monitor of
 * {@link Truffle#getRuntime()}. The thread that made the context keeps this monitor until the app is up, or {@link #LIMIT}
 * is over. Nothing else of a start needs it; and where the runtime has no compiler, nobody waits for it at all.
 */
final class CompilerHold {
  /** An app that is busy for longer than this while it loads needs the compiler more than the quiet. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** What the first requests are given before the compiler starts. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final Duration limit;
  private final Duration grace;
  private final CountDownLatch started = new CountDownLatch(1);

  CompilerHold(Duration limit, Duration grace) {
    this.limit = limit;
    this.grace = grace;
  }

  /** For an app that starts now: of no effect after the first one of a JVM, whose compiler is there. */
  static CompilerHold first() {
    return new CompilerHold(TAKEN.compareAndSet(false, true) ? LIMIT : Duration.ZERO, GRACE);
  }

  /** Runs what makes the first context, and returns when the compiler is let go. On a thread that may wait for that. */
  void during(Runnable context) {
    if (limit.isZero()) {
      context.run();
    } else {
      // Loads the runtime, for a tenth of a second.
      during(Truffle.getRuntime(), context);
    }
  }

  /** The same with any monitor. */
  void during(Object monitor, Runnable context) {
    synchronized (monitor) {
      context.run();
      try {
        if (started.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(grace);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says that the app's entry file has run; any thread. */
  void started() {
    started.countDown();
  }
}
