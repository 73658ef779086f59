package io.cortado;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.WarmEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of tests that has run, with what is to be told of it. */
final class TestFile implements Listening {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double MILLIS = 1e6;

  /** Takes an event. */
  interface Teller {
    void tell(String name, ObjectNode data) throws IOException;
  }

  private record Event(String name, ObjectNode data) {}

  private final Path file;
  private final String name;
  private final List<Event> events = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private boolean hasTests;
  private boolean hasFailed;

  private TestFile(Path file, Path folder) {
    this.file = file;
    this.name = file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }

  /** Runs a file to its end. */
  static TestFile run(CortadoOptions options, Path file, WarmEngine engine) throws InterruptedException {
    TestFile run = new TestFile(file, options.workingDirectory());
    long began = System.nanoTime();
    CortadoOptions own =
        new CortadoOptions(
            file, options.arguments(), options.environment(), options.workingDirectory(), false, options.execArguments(), false,
            options.bound(), options.handlerDeadline(), options.operations(), options.node());
    Cortado app = Cortado.prepare(own, null, new Serving(run), ContextStart.begin(file, engine, null));
    app.run();
    run.ended(app.awaitExit(), System.nanoTime() - began);
    return run;
  }

  @Override
  public synchronized void writes(int descriptor, String text) {
    line.append(text);
    int end = line.lastIndexOf("\n");
    if (end >= 0) {
      add(descriptor == 1 ? "stdout" : "stderr", data().put("message", line.substring(0, end + 1)));
      line.delete(0, end + 1);
    }
  }

  @Override
  public Consumer<String> testEvents() {
    return this::event;
  }

  private synchronized void event(String json) {
    JsonNode event;
    try {
      event = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event of a test is no JSON: " + json, e);
    }
    String kind = event.path(0).asText();
    ObjectNode data = (ObjectNode) event.path(1);
    boolean isOfAll = data.has("total") || kind.equals("end") || kind.equals("plan") && data.path("nesting").asInt() == 0;
    hasTests |= kind.equals("start");
    hasFailed |= kind.equals("fail");
    if (!isOfAll) {
      add(kind, data);
    }
  }

  private void add(String kind, ObjectNode data) {
    events.add(new Event(kind, data));
  }

  private static ObjectNode data() {
    return JSON.createObjectNode().put("nesting", 0);
  }

  /** A file without tests is a test by itself, and so is one that fails though its tests do not. */
  private synchronized void ended(int code, long nanos) {
    if (!line.isEmpty()) {
      writes(1, "\n");
    }
    boolean fails = code != 0 && !hasFailed;
    if (hasTests && !fails) {
      return;
    }
    ObjectNode head = data().put("name", name).put("kind", "test");
    head.putObject("place").put("file", file.toString()).put("line", 1).put("column", 1);
    add("start", head);
    ObjectNode end = head.deepCopy().put("time", nanos / MILLIS);
    if (fails) {
      ObjectNode failure = end.putObject("failure").put("failureType", "testCodeFailure").put("exitCode", code);
      failure.put("error", "test failed").put("code", "ERR_TEST_FAILURE").put("shown", "'test failed'").put("whole", "test failed");
      failure.putArray("stack");
    }
    add(fails ? "fail" : "pass", end);
  }

  /** Tells everything in its order. */
  synchronized void tell(Teller teller) throws IOException {
    for (Event event : events) {
      teller.tell(event.name, event.data);
    }
  }
}
