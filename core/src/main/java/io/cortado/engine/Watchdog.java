package io.cortado.engine;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.js.runtime.JSAgent;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.AsyncContext;
import io.cortado.loop.EventLoop;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks from a thread of its own whether the loop comes back from what it runs. Where it stands is told after a second; with a
 * deadline, what is running then is ended by {@link Overdue}, at the next safepoint of its JavaScript. Both happen on the loop
 * itself and only if the same callback still runs, so that nothing later can be hit.
 */
final class Watchdog {
  private static final Duration TELL = Duration.ofSeconds(1);
  private static final long MIN_LOOK_MILLIS = 5;
  private static final long MAX_LOOK_MILLIS = 250;
  private static final int LOOKS = 8;

  private static final Field JOBS = jobs();

  private final EventLoop loop;
  private final JSRealm realm;
  private final Thread[] watched;
  private final long deadlineMillis;
  private final Consumer<String> log;
  /** What this has thrown into the loop and nobody has taken. On the loop. */
  private @Nullable Overdue thrown;

  /** On the loop; {@code deadlineMillis} is 0 where nothing is to be ended. */
  Watchdog(EventLoop loop, long deadlineMillis, Consumer<String> log) {
    this.loop = loop;
    this.realm = JSRealm.get(null);
    this.watched = new Thread[] {Thread.currentThread()};
    this.deadlineMillis = deadlineMillis;
    this.log = log;
  }

  void start() {
    Thread.ofPlatform().name("cortado watchdog").daemon().start(this::watch);
  }

  /** What was thrown into the loop, once; what the callback has left to the microtasks goes with it. On the loop. */
  @Nullable Overdue take() {
    Overdue taken = thrown;
    thrown = null;
    if (taken != null) {
      try {
        ((Deque<?>) JOBS.get(realm.getAgent())).clear();
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return taken;
  }

  /** Runs what is to know which request was ended; nothing is current afterwards. On the loop. */
  void inContextOf(Overdue overdue, Runnable work) {
    realm.getAgent().asyncContextSwap(overdue.context());
    try {
      work.run();
    } finally {
      realm.getAgent().asyncContextSwap(AsyncContext.empty());
    }
  }

  private static Field jobs() {
    try {
      // The engine has no way to forget them.
      Field field = JSAgent.class.getDeclaredField("promiseJobsQueue");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this version of GraalJS keeps its microtasks otherwise", e);
    }
  }

  private void watch() {
    long shortest = deadlineMillis > 0 ? Math.min(deadlineMillis, TELL.toMillis()) : TELL.toMillis();
    long look = Math.max(MIN_LOOK_MILLIS, Math.min(MAX_LOOK_MILLIS, shortest / LOOKS));
    long seen = 0;
    long since = 0;
    boolean told = false;
    long ended = 0;
    try {
      while (!loop.stopped()) {
        Thread.sleep(look);
        long now = System.nanoTime() / 1_000_000;
        long entry = loop.entry();
        if (entry != seen || !EventLoop.isInside(entry)) {
          seen = entry;
          since = now;
          told = false;
          ended = 0;
        } else {
          if (deadlineMillis > 0 && now - since >= deadlineMillis && now - ended >= TELL.toMillis()) {
            ended = now;
            submit(entry, true);
          } else if (deadlineMillis == 0 && !told && now - since >= TELL.toMillis()) {
            told = true;
            submit(entry, false);
          }
        }
      }
    } catch (InterruptedException | IllegalStateException end) {
      // The app has ended, and its context with it.
      Thread.currentThread().interrupt();
    }
  }

  private void submit(long entry, boolean end) {
    realm.getEnv().submitThreadLocal(watched, new Look(entry, end));
  }

  /** What the loop's thread does at its next safepoint. */
  private final class Look extends ThreadLocalAction {
    private final long entry;
    private final boolean end;

    Look(long entry, boolean end) {
      super(end, false);
      this.entry = entry;
      this.end = end;
    }

    @Override
    protected void perform(Access access) {
      if (loop.entry() != entry) {
        return;
      }
      String stack = GuestStack.at(access.getLocation());
      if (!end) {
        log.accept("the loop has been busy for a second, and nobody else is served meanwhile:" + stack);
        return;
      }
      thrown = new Overdue(stack, realm.getAgent().getAsyncContextMapping());
      throw thrown;
    }
  }
}
