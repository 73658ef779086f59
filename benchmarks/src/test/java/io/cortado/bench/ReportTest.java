package io.cortado.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
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
    String hello = Case.ALL.getFirst().name();
    samples.add(Report.key("Cortado", hello), 60_000);
    samples.add(Report.key("Express 5, Node", hello), 10_000);
    samples.add(Report.key("Cortado", "launch"), 1);
    var contenders = List.of(
        new Contender("Cortado", List.of(), Map.of()), new Contender("Express 5, Node", List.of(), Map.of()));
    assertThat(new Report(contenders, samples).tables("settings"))
        .contains("| hello, text | 60,000 (6.0 ×) | 10,000 (1.0 ×) |")
        .contains("| Cortado | 1.00 s |");
  }

  @Test
  void readsWrk() throws Exception {
    assertThat(Wrk.rate("Requests/sec:  10300.55\nTransfer/sec: 2MB")).isEqualTo(10_300.55);
    assertThatThrownBy(() -> Wrk.rate("  Non-2xx or 3xx responses: 7\nRequests/sec:  10300.55"))
        .hasMessageContaining("wrong answers");
  }
}
