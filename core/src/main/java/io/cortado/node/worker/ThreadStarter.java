package io.cortado.node.worker;

import java.util.concurrent.CompletionStage;

/** Starts threads with a loop and a context each, which is the affair of what stands around the bindings. */
public interface ThreadStarter {
  /**
   * Starts one; it loads while this returns. On the loop of the thread that starts it.
   *
   * @throws IllegalArgumentException for an option that a thread cannot have
   */
  Running start(Seat seat, ThreadSpec spec);

  /** A thread that has been started. Any thread. */
  interface Running {
    /** Its exit code, once it has ended. */
    CompletionStage<Integer> exitCode();

    /** Ends it at once, whatever it does; its exit code is 1 then. */
    void terminate();

    /** Of the time since it began, the milliseconds that its loop has waited for something to do, and all of them. */
    double[] idleAndTotal();

    /** The processor time that it has taken, in microseconds: its own, and the system's for it. */
    double[] cpuMicros();

    /** What has failed in Java and so has ended it, or an empty text. */
    String failure();
  }
}
