package io.cortado.mongo.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Work that is done again and again: what fails once is tried again the next time, where a schedule would end without a word.
 * A failure is told once, until the work has succeeded. Any thread, one at a time.
 */
final class Chore implements Runnable {
  private final String failing;
  private final Runnable work;
  private volatile @Nullable String told;

  /** {@code failing} says what it means when the work fails. */
  Chore(String failing, Runnable work) {
    this.failing = failing;
    this.work = work;
  }

  @Override
  public void run() {
    try {
      work.run();
      told = null;
    } catch (RuntimeException | Error failure) {
      String text = failure.toString();
      if (!text.equals(told)) {
        told = text;
        System.err.println("cortado: development database: " + failing + ", which is tried again: " + text);
      }
    }
  }
}
