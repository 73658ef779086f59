package io.cortado.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.cortado.Cortado;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Classes that run at the same time have apps that run at the same time. */
class ParallelTest {
  private static final CyclicBarrier MEETING = new CyclicBarrier(2);
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  /** Ends only when the other class has got here, too. */
  private static void meet(Cortado app) throws Exception {
    PORTS.add(app.port());
    MEETING.await(60, TimeUnit.SECONDS);
    assertThat(app.exitCode()).isNotDone();
  }

  @CortadoTest("src/test/apps/failing.js")
  static class One {
    @Bind("orders")
    static final ErrorsInProductionTest.Failing ORDERS = new ErrorsInProductionTest.Failing();

    @Test
    void meetsTheOther(Cortado app) throws Exception {
      meet(app);
    }
  }

  @CortadoTest("src/test/apps/failing.js")
  static class Two {
    @Bind("orders")
    static final ErrorsInProductionTest.Failing ORDERS = new ErrorsInProductionTest.Failing();

    @Test
    void meetsTheOther(Cortado app) throws Exception {
      meet(app);
    }
  }

  @Test
  @DisplayName("each has a port of its own, and ends by itself")
  void runsBesideOthers() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(One.class), selectClass(Two.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build(),
            listener);

    assertThat(listener.getSummary().getFailures()).map(failure -> failure.getException()).isEmpty();
    assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(2);
    assertThat(PORTS).hasSize(2);
  }
}
