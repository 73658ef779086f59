package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recorded answers of the ports are still Node's; {@code -Dports.record=true} records anew. */
class PortsDriftIT {
  private static final boolean RECORD = Boolean.getBoolean("ports.record");

  private static List<Port> ports = List.of();
  private static PortRuns runs;

  @BeforeAll
  static void startThem() throws IOException {
    if (!RECORD && !Boolean.getBoolean("ports.drift") && !Tools.onCi()) {
      Tools.skip("recording the ports again is done on CI, or with -Dports.drift=true");
    }
    Tools.needNpm("recording the ports again");
    ports = Port.all();
    runs = new PortRuns(ports, true);
  }

  @AfterAll
  static void endThem() {
    if (runs != null) {
      runs.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> answerOnNodeAsRecorded() {
    return ports.stream().map(port -> DynamicTest.dynamicTest(port.name(), () -> {
      Map<String, String> answers = runs.answers(port);
      if (RECORD) {
        Goldens.write(port.golden(), answers);
      }
      assertThat(Goldens.read(port.golden())).as("answers on Node").isEqualTo(answers);
    }));
  }
}
