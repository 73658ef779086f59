package io.cortado.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.bench.count.Cost.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
  private static Snapshot snapshot(Map<String, Long> functions) {
    return new Snapshot(functions, Map.of(), Map.of());
  }

  @Test
  void dividesByTheRequestsAndLeavesOutWhatATimerDoes() {
    Snapshot before = snapshot(Map.of("a.js:1 f", 50L, "a.js:9 tick", 1L, "a.js:5 once", 1L));
    Snapshot after = snapshot(Map.of("a.js:1 f", 250L, "a.js:9 tick", 4L, "a.js:5 once", 1L, "b.js:2 half", 50L));
    assertThat(Cost.between(before, after, 100).functions()).isEqualTo(Map.of("a.js:1 f", 2.0, "b.js:2 half", 0.5));
  }

  @Test
  void takesTheLowerFigureOfTwoBatches() {
    Cost one = new Cost(Map.of("f", 1.1, "g", 2.0), Map.of(), Map.of());
    Cost two = new Cost(Map.of("f", 1.0, "timer", 0.1, "g", 2.0), Map.of(), Map.of());
    assertThat(one.least(two).functions()).isEqualTo(Map.of("f", 1.0, "g", 2.0));
  }

  @Test
  void sumsByFile() {
    Cost cost = new Cost(
        Map.of("internal/a.js:1 f", 1.0, "internal/a.js:20 g", 2.0, "<builtin> Array.prototype.push", 4.0), Map.of(), Map.of());
    assertThat(cost.files()).isEqualTo(Map.of("internal/a.js", 3.0, "<builtin>", 4.0));
    assertThat(Cost.sum(cost.functions())).isEqualTo(7);
    assertThat(Cost.ranked(cost.files()).map(Map.Entry::getKey)).containsExactly("<builtin>", "internal/a.js");
  }

  @Test
  void namesPlacesShortly() {
    assertThat(Places.file("node:io/cortado/js/internal/task/tick.js")).isEqualTo("internal/task/tick.js");
    assertThat(Places.file("node:META-INF/resources/webjars/bytes/1.0.0/index.js")).isEqualTo("bytes/1.0.0/index.js");
    assertThat(Places.file("/somewhere/app.js")).isEqualTo("app.js");
  }

  @Test
  void namesCrossingsShortly() {
    assertThat(Crossings.method("Method[public void io.cortado.http.Exchange.end(java.lang.String,byte[])]")).isEqualTo("Exchange.end");
    assertThat(Crossings.operation("org.graalvm.polyglot.Value<JavaScript, DefaultJSFunction>.execute")).isEqualTo("execute");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Count.complaint(List.of("--count", "--check", "--no-build"), null)).isNull();
    assertThat(Count.complaint(List.of("--count", "--case", "json", "--where"), "json")).isNull();
    assertThat(Count.complaint(List.of("--count", "--case", "sums"), "sums")).contains("post-json");
    assertThat(Count.complaint(List.of("--count", "--check", "--write"), null)).contains("exclude");
    assertThat(Count.complaint(List.of("--count", "--fast"), null)).isEqualTo("unknown option --fast");
  }
}
