package io.cortado.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Contender CORTADO =
      new Contender("cortado", "Cortado", List.of("cortado"), "express.js", Map.of(), Path.of("apps"), null);
  private static final Contender NODE =
      new Contender("node", "Express, Node", List.of("node"), "express.js", Map.of(), Path.of("apps"), null);

  private final Samples samples = new Samples();

  @Test
  void takesTheMedian() {
    assertThat(samples.median("a")).isNaN();
    samples.add("a", 3);
    samples.add("a", 1);
    assertThat(samples.median("a")).isEqualTo(2);
    samples.add("a", 100);
    assertThat(samples.median("a")).isEqualTo(3);
  }

  @Test
  void showsRatiosToExpressOnNode() throws Exception {
    samples.add(Report.key(CORTADO, "hello"), 60_000);
    samples.add(Report.key(CORTADO, "hello processor"), 16.4);
    samples.add(Report.key(NODE, "hello"), 10_000);
    samples.add(Report.key(CORTADO, "launch"), 1);
    samples.add(Report.key(NODE, "heavy.js seconds"), 0.5);
    Options options = Options.parse(List.of("--case", "hello", "--case", "view", "--case", "scripts"));
    assertThat(new Report(List.of(CORTADO, NODE), options, samples, true).tables())
        .contains("| hello, text | 60,000 (6.0 ×) | 10,000 (1.0 ×) |")
        .contains("| hello, text | 16 | – |")
        .contains("| view of 50 rows, handlebars | – | – |")
        .contains("| launch to first response | 1.00 s | – |")
        .contains("| – to its last line | – | 0.50 s |");
    assertThat(new Report(List.of(NODE), Options.parse(List.of("--quick")), samples, true).tables()).doesNotContain("## Scripts");
  }

  @Test
  void isSteadyWhenThreeWindowsAgree() {
    assertThat(Bench.settled(List.of(100.0, 101.0))).isFalse();
    assertThat(Bench.settled(List.of(10.0, 100.0, 101.0, 98.0))).isTrue();
    assertThat(Bench.settled(List.of(100.0, 101.0, 90.0))).isFalse();
    assertThat(Bench.settled(List.of(0.0, 0.0, 0.0))).isFalse();
  }
}
