package io.cortado.node.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A dot for what has passed, an X for what has not. */
final class DotReporter extends TestReporter {
  private static final int COLUMNS = 20;

  private final List<JsonNode> failed = new ArrayList<>();
  private int count;

  @Override
  void event(String name, JsonNode data) {
    switch (name) {
      case "pass" -> mark(".");
      case "fail" -> {
        mark("X");
        failed.add(data);
      }
      case "end" -> end();
      default -> {}
    }
  }

  private void mark(String sign) {
    write(sign + (++count % COLUMNS == 0 ? "\n" : ""));
  }

  private void end() {
    write("\n");
    if (failed.isEmpty()) {
      return;
    }
    write("\nFailed tests:\n\n");
    for (JsonNode data : failed) {
      String todo = data.has("todo") ? " # " + (data.path("todo").asText().isEmpty() ? TO_BE_DONE : data.path("todo").asText()) : "";
      write("✖ " + data.path("name").asText() + " (" + millis(data) + "ms)" + todo + "\n");
      data.path("failure").path("shown").asText().lines().forEach(line -> write("  " + line + "\n"));
    }
  }
}
