package io.cortado.http;

import io.cortado.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;

/** What there is to do for clients that are gone, a few in each turn: thousands may leave at once. Runs on the loop. */
final class Departures {
  private static final int PER_TURN = 50;

  private final EventLoop loop;
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  Departures(EventLoop loop) {
    this.loop = loop;
  }

  void add(Runnable end) {
    waiting.add(end);
    if (waiting.size() == 1) {
      loop.post(this::next);
    }
  }

  private void next() {
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
        loop.post(this::next);
      }
    }
  }
}
