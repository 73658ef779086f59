package io.cortado;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cortado.engine.start.WarmEngine;
import io.cortado.node.test.TestReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs files of tests, each in a context of its own in this JVM, as {@code node --test} runs each in a process. Reports
 * come in the order of the files.
 */
public final class TestRun {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double MILLIS = 1e6;

  private final CortadoOptions options;
  private final List<Output> outputs;
  private final Map<String, Integer> totals = new LinkedHashMap<>();
  private int told;
  private boolean failed;

  /** A reporter and where it writes. */
  public record Output(TestReporter reporter, Appendable to) {}

  private TestRun(CortadoOptions options, List<Output> outputs) {
    this.options = options;
    this.outputs = outputs;
    for (String name : new String[] {"tests", "suites", "pass", "fail", "cancelled", "skipped", "todo"}) {
      totals.put(name, 0);
    }
  }

  /**
   * Runs the files, and waits for that; whether all have passed.
   *
   * @param options of an app that does not own its process; its entry file is not looked at
   * @param atOnce how many may run at the same time
   */
  public static boolean run(CortadoOptions options, List<Path> files, int atOnce, List<Output> outputs)
      throws IOException, InterruptedException {
    return new TestRun(options, outputs).run(files, atOnce);
  }

  private boolean run(List<Path> files, int atOnce) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (WarmEngine engine = new WarmEngine(); ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<TestFile>> running = new ArrayList<>();
      for (Path file : files) {
        running.add(threads.submit(() -> TestFile.run(options, file, engine)));
      }
      for (Future<TestFile> each : running) {
        try {
          each.get().tell(this::tell);
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    send("plan", data().put("count", told));
    totals.forEach(this::total);
    total("duration_ms", String.format(Locale.ROOT, "%.6f", (System.nanoTime() - began) / MILLIS));
    send("end", JSON.createObjectNode());
    return !failed;
  }

  private static ObjectNode data() {
    return JSON.createObjectNode().put("nesting", 0);
  }

  private void total(String name, Object count) {
    try {
      send("diagnostic", data().put("message", name + " " + count));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An event of a file: what concerns its own end is left out, what stands at its top is counted through. */
  private void tell(String name, ObjectNode data) throws IOException {
    boolean ends = name.equals("pass") || name.equals("fail");
    if (ends && data.path("nesting").asInt() == 0) {
      data.put("number", ++told);
    }
    if (ends) {
      failed |= name.equals("fail") && !data.has("todo");
      totals.merge(kind(name, data), 1, Integer::sum);
      if (!data.path("kind").asText().equals("suite")) {
        totals.merge("tests", 1, Integer::sum);
      }
    }
    send(name, data);
  }

  private static String kind(String name, ObjectNode data) {
    return data.path("kind").asText().equals("suite") ? "suites"
        : data.has("skip") ? "skipped" : data.has("todo") ? "todo" : data.has("cancelled") ? "cancelled" : name;
  }

  private void send(String name, ObjectNode data) throws IOException {
    ArrayNode event = JSON.createArrayNode().add(name).add(data);
    for (Output output : outputs) {
      output.to.append(output.reporter.event(event.toString()));
    }
  }
}
