package io.cortado.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CompilerHoldTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Object monitor = new Object();

  /** A thread that wants the monitor, as Truffle's does from the moment the first context is made. */
  private Thread compiler() {
    return Thread.ofPlatform().daemon().start(() -> {
      synchronized (monitor) {
        monitor.notifyAll();
      }
    });
  }

  private static Thread start(Runnable task) {
    return Thread.ofPlatform().name("holder").daemon().start(task);
  }

  @Test
  void theCompilerWaitsUntilTheAppHasStarted() throws InterruptedException {
    CompilerHold hold = new CompilerHold(LONG, Duration.ZERO);
    CountDownLatch made = new CountDownLatch(1);
    Thread holder = start(() -> hold.during(monitor, made::countDown));
    made.await();
    Thread compiler = compiler();
    while (compiler.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    ThreadInfo waiting = Objects.requireNonNull(ManagementFactory.getThreadMXBean().getThreadInfo(compiler.threadId()));
    assertThat(waiting.getLockOwnerId()).isEqualTo(holder.threadId());
    hold.started();
    compiler.join();
    holder.join();
  }

  @Test
  void anAppThatIsBusyForLongGetsItAnyway() throws InterruptedException {
    CompilerHold hold = new CompilerHold(Duration.ofMillis(20), LONG);
    CountDownLatch made = new CountDownLatch(1);
    start(() -> hold.during(monitor, made::countDown));
    made.await();
    compiler().join();
  }

  @Test
  void withoutALimitNothingIsHeld() {
    CountDownLatch made = new CountDownLatch(1);
    new CompilerHold(Duration.ZERO, LONG).during(made::countDown);
    assertThat(made.getCount()).isZero();
  }
}
