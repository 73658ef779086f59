package io.cortado.node.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** TAP 13 with YAML, as Node writes it. */
final class TapReporter extends TestReporter {
  private static final String STEP = "    ";

  private boolean begun;

  @Override
  void event(String name, JsonNode data) {
    if (!begun) {
      begun = true;
      write("TAP version 13\n");
    }
    String indent = indent(data, STEP);
    switch (name) {
      case "start" -> write(indent + "# Subtest: " + escaped(data.path("name").asText()) + "\n");
      case "pass" -> ended(indent, "ok", data);
      case "fail" -> ended(indent, "not ok", data);
      case "plan" -> write(indent + "1.." + data.path("count").asInt() + "\n");
      case "diagnostic", "stdout", "stderr" -> data.path("message").asText().lines()
          .forEach(line -> write(indent + "# " + escaped(line) + "\n"));
      default -> {}
    }
  }

  private void ended(String indent, String word, JsonNode data) {
    write(indent + word + " " + data.path("number").asInt() + " - " + escaped(data.path("name").asText()));
    if (data.has("skip")) {
      write(" # SKIP" + reason(data.path("skip").asText()));
    } else if (data.has("todo")) {
      write(" # " + TO_BE_DONE + reason(data.path("todo").asText()));
    }
    write("\n" + indent + "  ---\n" + indent + "  duration_ms: " + millis(data) + "\n");
    write(indent + "  type: '" + data.path("kind").asText() + "'\n");
    if (failed(data)) {
      failure(indent + "  ", data);
    }
    write(indent + "  ...\n");
  }

  private static String reason(String text) {
    return text.isEmpty() ? "" : " " + escaped(text);
  }

  private void failure(String indent, JsonNode data) {
    JsonNode failure = data.path("failure");
    value(indent, "location", place(data));
    value(indent, "failureType", failure.path("failureType").asText());
    if (failure.has("exitCode")) {
      write(indent + "exitCode: " + failure.path("exitCode").asInt() + "\n" + indent + "signal: ~\n");
    }
    value(indent, "error", failure.path("error").asText());
    any(indent, "code", failure.path("code"));
    if (failure.has("name")) {
      value(indent, "name", failure.path("name").asText());
    }
    for (String side : new String[] {"expected", "actual"}) {
      if (failure.has(side)) {
        any(indent, side, failure.path(side));
      }
    }
    if (failure.has("operator")) {
      value(indent, "operator", failure.path("operator").asText());
    }
    if (!failure.path("stack").isEmpty()) {
      String lines = StreamSupport.stream(failure.path("stack").spliterator(), false).map(JsonNode::asText).collect(Collectors.joining("\n"));
      block(indent, "stack", lines);
    }
  }

  /** A value that {@code expected} or {@code actual} has. */
  private void any(String indent, String key, JsonNode value) {
    if (value.isTextual()) {
      value(indent, key, value.asText());
    } else if (value.has("entries")) {
      write(indent + key + ":\n");
      value.path("entries").forEach(entry -> any(indent + "  ", entry.path(0).asText(), entry.path(1)));
    } else if (value.isNull()) {
      write(indent + key + ": ~\n");
    } else {
      write(indent + key + ": " + (value.has("") ? value.path("").asText() : value.asText()) + "\n");
    }
  }

  private void value(String indent, String key, String text) {
    if (text.contains("\n")) {
      block(indent, key, text);
    } else {
      char quote = !text.contains("'") ? '\'' : !text.contains("\"") ? '"' : !text.contains("`") ? '`' : '\'';
      String quoted = text.replace("\\", "\\\\");
      write(indent + key + ": " + quote + (quote == '\'' ? quoted.replace("'", "\\'") : quoted) + quote + "\n");
    }
  }

  private void block(String indent, String key, String text) {
    write(indent + key + ": |-\n");
    for (String line : text.split("\n", -1)) {
      write(indent + "  " + line + "\n");
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("#", "\\#").replace("\n", "\\\\n").replace("\t", "\\\\t").replace("\r", "\\\\r");
  }
}
