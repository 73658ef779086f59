package io.cortado.engine.start;

import com.oracle.truffle.api.Truffle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps Truffle's compiler from setting itself up while an app starts, when what runs runs once and the processors have
 * enough to do: it would take seconds of processor time from the loop and from HotSpot's own compilers (ADR 0013, 0018).
 *
 * <p>The first context makes Truffle queue that work, which then runs in a thread of its own under the monitor of
 * {@link Truffle#getRuntime()}. The thread that made the context keeps this monitor until the app is up and loads no more
 * files, or works for {@link #LIMIT} without loading one. Nothing else of a start needs it; and where the runtime has no
 * compiler, nobody waits for it at all.
 */
final class CompilerHold {
  /** An app that computes for longer than this needs the compiler more than the quiet. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** What the first requests are given before the compiler starts. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final Duration limit;
  private final Duration grace;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile long last = System.nanoTime();

  CompilerHold(Duration limit, Duration grace) {
    this.limit = limit;
    this.grace = grace;
  }

  /** For an app that starts now: of no effect after the first one of a JVM, whose compiler is there. */
  static CompilerHold first() {
    return new CompilerHold(TAKEN.compareAndSet(false, true) ? LIMIT : Duration.ZERO, GRACE);
  }

  /** Whether this is the first app of the JVM, for which compilers are held. */
  boolean holds() {
    return !limit.isZero();
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
        boolean up = false;
        for (long left = limit.toNanos(); left > 0; left = (up ? grace : limit).toNanos() - (System.nanoTime() - last)) {
          if (up) {
            TimeUnit.NANOSECONDS.sleep(left);
          } else {
            up = started.await(left, TimeUnit.NANOSECONDS);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says that a file of the app is about to be loaded; any thread. */
  void loads() {
    last = System.nanoTime();
  }

  /** Says that the app's entry file has run; any thread. */
  void started() {
    last = System.nanoTime();
    started.countDown();
  }
}
