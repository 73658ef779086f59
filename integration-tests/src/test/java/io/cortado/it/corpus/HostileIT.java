package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Nobody stops the process: while handlers fail in every way the app {@code hostile} knows, and their errors arrive where
 * Node delivers them, everybody else is served.
 */
class HostileIT {
  private static final String APP = "hostile";

  @TestFactory
  Stream<DynamicTest> servesAllOthers() {
    return Lane.MAJORS.stream().map(major -> DynamicTest.dynamicTest("Express " + major, () -> serves(major)));
  }

  private static void serves(int major) throws Exception {
    CorpusApp app = CorpusApp.all().stream().filter(a -> a.name().equals(APP)).findFirst().orElse(null);
    if (app == null) {
      Tools.skip("-Dcorpus.app leaves " + APP + " out");
      return;
    }
    Lane lane = new Lane(Lane.Kind.CORTADO, major);
    AtomicReference<Load> load = new AtomicReference<>();

    Map<String, String> answers = new Runner(lane).run(app, port -> {
      load.set(new Load(port));
      return load.get();
    });

    assertThat(answers).isEqualTo(app.expected(lane));
    assertThat(load.get().wrong()).as("answers to those whose requests do not fail").isEmpty();
    assertThat(load.get().answered()).isGreaterThan(app.cases(lane).size());
  }
}
