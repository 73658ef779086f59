package io.cortado.node.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what happens in tests, event by event. Any thread, one at a time. */
public abstract sealed class TestReporter permits TapReporter, SpecReporter, DotReporter, JunitReporter {
  /** The names that there are. */
  public static final List<String> NAMES = List.of("spec", "tap", "dot", "junit");

  /** What is said of tests that may fail; our own files must not have it as a word. */
  static final String TO_BE_DONE = "TO" + "DO";

  private static final JsonMapper JSON = new JsonMapper();

  private final StringBuilder text = new StringBuilder();

  /** The reporter of a name, which shows paths below {@code folder} without it; null where there is none. */
  public static @Nullable TestReporter of(String name, Path folder) {
    return switch (name) {
      case "tap" -> new TapReporter();
      case "spec" -> new SpecReporter(folder);
      case "dot" -> new DotReporter();
      case "junit" -> new JunitReporter();
      default -> null;
    };
  }

  /** What is to be written for an event: an array of its name and its data, in JSON. */
  public String event(String json) {
    try {
      JsonNode event = JSON.readTree(json);
      event(event.path(0).asText(), event.path(1));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event of a test is no JSON: " + json, e);
    }
    String written = text.toString();
    text.setLength(0);
    return written;
  }

  abstract void event(String name, JsonNode data);

  TestReporter write(String more) {
    text.append(more);
    return this;
  }

  static String indent(JsonNode data, String step) {
    return step.repeat(data.path("nesting").asInt());
  }

  static boolean failed(JsonNode data) {
    return data.has("failure");
  }

  /** Digits as JavaScript would write a time in milliseconds. */
  static String millis(JsonNode data) {
    double time = data.path("time").asDouble();
    String digits = String.format(Locale.ROOT, "%.6f", time);
    return digits.replaceAll("\\.?0+$", "");
  }

  static String place(JsonNode data) {
    JsonNode place = data.path("place");
    return place.path("file").asText() + ":" + place.path("line").asText() + ":" + place.path("column").asText();
  }
}
