package io.cortado.it.corpus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs of all ports, two at a time, whose answers are asked for one after the other. */
final class PortRuns implements AutoCloseable {
  private static final int AT_A_TIME = Integer.getInteger("ports.parallel", 2);

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private final PortRunner runner;
  private final Map<String, Future<Map<String, String>>> runs = new LinkedHashMap<>();

  PortRuns(List<Port> ports, boolean onNode) {
    this.runner = new PortRunner(onNode);
    for (Port port : ports) {
      runs.put(port.name(), threads.submit(() -> runner.run(port)));
    }
  }

  /** The answers of a port, once it has run. */
  Map<String, String> answers(Port port) throws IOException, InterruptedException {
    try {
      return runs.get(port.name()).get();
    } catch (ExecutionException e) {
      throw new IOException(port.name() + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    runner.close();
  }
}
