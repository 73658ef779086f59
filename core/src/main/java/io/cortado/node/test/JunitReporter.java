package io.cortado.node.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** XML as JUnit's: what tests are in is a testsuite, every other test a testcase. */
final class JunitReporter extends TestReporter {
  private static final double MILLIS = 1000;

  /** A test or a suite that has begun, with what is written of what is in it. */
  private static final class Open {
    private final List<String> parts = new ArrayList<>();
    private int tests;
    private int failures;
    private int skipped;
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private boolean begun;

  @Override
  void event(String name, JsonNode data) {
    if (!begun) {
      begun = true;
      write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites>\n");
    }
    switch (name) {
      case "start" -> open.push(new Open());
      case "pass", "fail" -> ended(data);
      case "diagnostic" -> add("\t".repeat(data.path("nesting").asInt() + 1) + "<!-- " + comment(data.path("message").asText()) + " -->\n");
      case "end" -> write("</testsuites>\n");
      default -> {}
    }
  }

  private void add(String part) {
    if (open.isEmpty()) {
      write(part);
    } else {
      open.getFirst().parts.add(part);
    }
  }

  private void ended(JsonNode data) {
    Open own = open.isEmpty() ? new Open() : open.pop();
    String indent = "\t".repeat(data.path("nesting").asInt() + 1);
    String head = " name=\"" + escaped(data.path("name").asText()) + "\" time=\""
        + String.format(Locale.ROOT, "%.6f", data.path("time").asDouble() / MILLIS) + "\"";
    Open around = open.peek();
    if (around != null) {
      around.tests++;
      around.failures += failed(data) ? 1 : 0;
      around.skipped += data.has("skip") || data.has("todo") ? 1 : 0;
    }
    if (own.tests > 0) {
      add(indent + "<testsuite" + head + " disabled=\"0\" errors=\"0\" tests=\"" + own.tests + "\" failures=\"" + own.failures
          + "\" skipped=\"" + own.skipped + "\" hostname=\"" + escaped(host()) + "\">\n" + String.join("", own.parts) + indent
          + "</testsuite>\n");
      return;
    }
    StringBuilder inner = new StringBuilder();
    if (data.has("skip") || data.has("todo")) {
      String kind = data.has("skip") ? "skip" : "todo";
      String message = data.path(kind).asText();
      inner.append(indent).append("\t<skipped type=\"").append(kind.equals("skip") ? "skipped" : "todo").append("\" message=\"")
          .append(message.isEmpty() ? "true" : escaped(message)).append("\"/>\n");
    }
    String failure = "";
    if (failed(data)) {
      String message = escaped(data.path("failure").path("error").asText()).replace("\n", "");
      failure = " failure=\"" + message + "\"";
      inner.append(indent).append("\t<failure type=\"").append(data.path("failure").path("failureType").asText()).append("\" message=\"")
          .append(message).append("\">\n").append(escapedText(data.path("failure").path("whole").asText())).append('\n')
          .append(indent).append("\t</failure>\n");
    }
    String parts = String.join("", own.parts) + inner;
    add(indent + "<testcase" + head + " classname=\"" + data.path("kind").asText() + "\"" + failure
        + (parts.isEmpty() ? "/>\n" : ">\n" + parts + indent + "</testcase>\n"));
  }

  private static String host() {
    String name = System.getenv("HOSTNAME");
    return name == null ? "localhost" : name;
  }

  private static String escapedText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String escaped(String text) {
    return escapedText(text).replace("\"", "&quot;");
  }

  private static String comment(String text) {
    return text.replace("--", "&#45;&#45;");
  }
}
