package io.cortado.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is changed for a start is as it was afterwards, and is changed by the launcher's starts only. */
class StartCompilersTest {
  private static final List<String> FLAGS =
      List.of("Tier3InvocationThreshold", "Tier3DelayOn", "Tier4InvocationThreshold", "Tier4BackEdgeThreshold");

  private static List<String> values() {
    HotSpotDiagnosticMXBean vm = Objects.requireNonNull(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
    return FLAGS.stream().map(name -> vm.getVMOption(name).getValue()).toList();
  }

  @AfterEach
  void noLauncher() {
    System.clearProperty("cortado.aot");
  }

  @Test
  void theThresholdsAreThoseOfAStartUntilTheAppIsUp() {
    System.setProperty("cortado.aot", "true");
    List<String> before = values();
    StartCompilers compilers = new StartCompilers();
    compilers.hold();
    try {
      assertThat(values()).isEqualTo(
          List.of(String.valueOf(Long.parseLong(before.getFirst()) / 4), "-1", "100000000", "1000000000"));
    } finally {
      compilers.release();
    }
    assertThat(values()).isEqualTo(before);
    compilers.hold();
    assertThat(values()).as("held no more once the app is up").isEqualTo(before);
  }

  @Test
  void aJvmThatTheLauncherHasNotStartedIsLeftAlone() {
    List<String> before = values();
    new StartCompilers().hold();
    assertThat(values()).isEqualTo(before);
  }
}
