package io.cortado.it.corpus;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Records ports on Node, or replays them and prints what differs; a tool for the one who mends. */
final class PortsReplay {
  private PortsReplay() {}

  public static void main(String[] args) throws Exception {
    boolean record = Boolean.getBoolean("ports.record");
    boolean onNode = record || Boolean.getBoolean("ports.drift");
    List<Port> ports = Port.all();
    try (var runs = new PortRuns(ports, onNode)) {
      for (Port port : ports) {
        long start = System.nanoTime();
        try {
          Map<String, String> got = runs.answers(port);
          long millis = (System.nanoTime() - start) / 1_000_000;
          if (record) {
            Goldens.write(port.golden(), got);
            System.out.printf("==== %s: %d recorded, %d ms%n", port.name(), got.size(), millis);
          } else {
            compare(port, got);
          }
        } catch (IOException e) {
          System.out.printf("==== %s does not run: %s%n", port.name(), e.getMessage());
        }
      }
    }
    System.exit(0);
  }

  private static void compare(Port port, Map<String, String> got) throws IOException {
    Map<String, String> expected = Goldens.read(port.golden());
    int differing = 0;
    for (var answer : got.entrySet()) {
      String wanted = expected.getOrDefault(answer.getKey(), "(not recorded)\n");
      if (!wanted.equals(answer.getValue())) {
        differing++;
        System.out.printf("---- %s: %s%n%s", port.name(), answer.getKey(),
            Replay.difference(wanted, answer.getValue()));
      }
    }
    System.out.printf("==== %s: %d of %d differ%n", port.name(), differing, got.size());
  }
}
