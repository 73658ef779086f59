package io.cortado.node.worker;

import io.cortado.node.Hold;
import io.cortado.spi.ModuleContext;
import org.graalvm.polyglot.Value;

/** A thread as the one that has started it has it. Public for the border only; runs on the loop. */
public final class ThreadHandle {
  private final ThreadStarter.Running running;
  private final Hold hold;

  /** {@code ended} is called with the exit code and what has failed in Java, once. */
  ThreadHandle(ModuleContext context, ThreadStarter.Running running, Value ended) {
    this.running = running;
    this.hold = new Hold(context);
    hold.open(true);
    running.exitCode().thenAccept(code -> context.post(() -> context.post(() -> context.post(() -> {
      // Turns later: what its ports have to say, and their ends, are told first.
      hold.open(false);
      context.call(ended, code, running.failure());
    }))));
  }

  public void keep(boolean keep) {
    hold.wanted(keep);
  }

  public void terminate() {
    running.terminate();
  }

  public double[] cpuMicros() {
    return running.cpuMicros();
  }

  public double[] idleAndTotal() {
    return running.idleAndTotal();
  }
}
