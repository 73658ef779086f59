package io.cortado.node.worker;

import org.jspecify.annotations.Nullable;

/**
 * Where a context stands among the threads of its app.
 *
 * @param seat null for the main one
 * @param starter null where there is nobody who could start others
 */
public record ThreadPlace(Threads threads, @Nullable Seat seat, @Nullable ThreadStarter starter) {
  /** The main thread of an app that starts no others. */
  public static ThreadPlace alone() {
    return new ThreadPlace(new Threads(), null, null);
  }
}
