package io.cortado.http;

import io.cortado.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;

/** What there is to do for clients that are gone, a few in each turn: thousands may leave at once. Runs on the loop. */
final class Departures {
  private static final int PER_TURN = 50;

  private final EventLoop loop;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  /** Whether {@link #next} will run. */
  private boolean woken;
  /** How many have left since it ran last. */
  private int seen;

  Departures(EventLoop loop) {
    this.loop = loop;
  }

  /** Does something for a client in a later turn. */
  void add(Runnable end) {
    waiting.add(end);
    wake();
  }

  /**
   * Does it at once, unless as many have left in this turn: who waits for an answer of the pool's must not get it before the end
   * of a client that was seen first.
   */
  void now(Runnable end) {
    if (!waiting.isEmpty() || seen >= PER_TURN) {
      add(end);
      return;
    }
    seen++;
    wake();
    end.run();
  }

  private void wake() {
    if (!woken) {
      woken = true;
      loop.post(this::next);
    }
  }

  private void next() {
    woken = false;
    seen = 0;
    try {
      Runnable end = waiting.peek();
      for (int i = 0; i < PER_TURN && end != null; i++) {
        loop.beat();
        end.run();
        waiting.remove();
        end = waiting.peek();
      }
    } finally {
      if (!waiting.isEmpty()) {
        wake();
      }
    }
  }
}
