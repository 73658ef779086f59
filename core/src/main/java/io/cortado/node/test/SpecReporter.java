package io.cortado.node.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A tree for people, and what has failed once more at its end. */
final class SpecReporter extends TestReporter {
  private final Path folder;
  private final Deque<JsonNode> open = new ArrayDeque<>();
  private final Deque<Boolean> shown = new ArrayDeque<>();
  private final List<JsonNode> failed = new ArrayList<>();

  SpecReporter(Path folder) {
    this.folder = folder;
  }

  @Override
  void event(String name, JsonNode data) {
    String indent = indent(data, "  ");
    switch (name) {
      case "start" -> {
        showOpen();
        open.push(data);
        shown.push(false);
      }
      case "pass", "fail" -> {
        open.poll();
        shown.poll();
        ended(indent, name, data);
      }
      case "diagnostic" -> write(indent + "ℹ " + data.path("message").asText() + "\n");
      case "stdout", "stderr" -> write(data.path("message").asText());
      case "end" -> failures();
      default -> {}
    }
  }

  /** Those that something is in have a line of their own before it. */
  private void showOpen() {
    if (!open.isEmpty() && !shown.getFirst()) {
      shown.pop();
      shown.push(true);
      write(indent(open.getFirst(), "  ") + "▶ " + open.getFirst().path("name").asText() + "\n");
    }
  }

  private void ended(String indent, String name, JsonNode data) {
    boolean isFailure = name.equals("fail");
    if (isFailure && !"subtestsFailed".equals(data.path("failure").path("failureType").asText())) {
      failed.add(data);
    }
    write(indent + title(data, isFailure) + "\n");
  }

  private static String title(JsonNode data, boolean isFailure) {
    String sign = isFailure ? "✖ " : data.has("skip") ? "﹣ " : "✔ ";
    String text = sign + data.path("name").asText() + " (" + millis(data) + "ms)";
    if (data.has("skip")) {
      return text + " # " + (data.path("skip").asText().isEmpty() ? "SKIP" : data.path("skip").asText());
    }
    return data.has("todo") ? text + " # " + (data.path("todo").asText().isEmpty() ? TO_BE_DONE : data.path("todo").asText()) : text;
  }

  private void failures() {
    if (failed.isEmpty()) {
      return;
    }
    write("\n✖ failing tests:\n");
    for (JsonNode data : failed) {
      write("\ntest at " + shortPlace(data) + "\n" + title(data, true) + "\n");
      data.path("failure").path("shown").asText().lines().forEach(line -> write("  " + line + "\n"));
    }
  }

  private String shortPlace(JsonNode data) {
    String place = place(data);
    String prefix = folder + "/";
    return place.startsWith(prefix) ? place.substring(prefix.length()) : place;
  }
}
