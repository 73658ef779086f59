package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Projects with their packages from npm, started as their folder says, answer on Cortado as they did on Node. */
class PortsIT {
  private static List<Port> ports = List.of();
  private static PortRuns runs;

  @BeforeAll
  static void startThem() throws IOException {
    Tools.needNpm("running the ports");
    ports = Port.all();
    runs = new PortRuns(ports, false);
  }

  @AfterAll
  static void endThem() {
    if (runs != null) {
      runs.close();
    }
  }

  @TestFactory
  Stream<DynamicNode> answerAsOnNode() {
    return ports.stream().map(port -> DynamicContainer.dynamicContainer(port.name(), port.cases(Map.of()).stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
          String wanted = Goldens.read(port.golden()).getOrDefault(c.name(), "(not recorded)");
          assertThat(runs.answers(port).get(c.name())).as("%s: %s", port.name(), c.name()).isEqualTo(wanted);
        }))));
  }
}
