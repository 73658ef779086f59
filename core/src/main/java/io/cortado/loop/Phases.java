package io.cortado.loop;

/** What a turn of the loop runs besides posted tasks. Every method runs on the loop. */
public interface Phases {

  /** Runs the timers that are due; returns whether some are left, so that sockets have a turn between thousands of them. */
  boolean runTimers();

  /** Runs the immediates that were queued before this call; returns whether more are waiting. */
  boolean runImmediates();

  /** Called when nothing keeps the loop alive any more; it may add work, or end the process. */
  void idle();

  /** Told of what came out of a task or a socket's event: an error nobody caught, or the end of the process. */
  void failed(Throwable failure);
}
