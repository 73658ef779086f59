package io.cortado.bench.count;

import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.tools.profiler.CPUTracer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted of the app that was started last in this JVM. Any thread; public for the counted apps. */
public final class Tally {
  private static final BlockingQueue<Integer> PORTS = new LinkedBlockingQueue<>();
  private static volatile @Nullable Tally current;

  private final CPUTracer tracer;
  private final Map<String, LongAdder> builtIns = new ConcurrentHashMap<>();
  private final Map<String, Integer> scripts = new ConcurrentHashMap<>();
  private volatile Start start = new Start(0, 0);

  /** Scripts of ours that were loaded until an app listened, and their bytes. */
  record Start(int files, int bytes) {}

  private Tally(CPUTracer tracer) {
    this.tracer = tracer;
  }

  /** For a new engine, and before it runs anything. */
  static Tally begin(CPUTracer tracer) {
    Tally tally = new Tally(tracer);
    current = tally;
    return tally;
  }

  static Tally current() {
    Tally tally = current;
    if (tally == null) {
      throw new IllegalStateException("nothing is counted: polyglot." + CountInstrument.ID + " is not set");
    }
    return tally;
  }

  /** The counter of an engine's own function. */
  LongAdder builtIn(String name) {
    return builtIns.computeIfAbsent(Places.BUILT_IN + " " + name, unused -> new LongAdder());
  }

  void loaded(String script, int bytes) {
    scripts.put(script, bytes);
  }

  /** What a counted app calls on its loop as soon as it listens; what is loaded later may depend on the time. */
  public static void listening(int port) {
    Tally tally = current();
    tally.start = new Start(tally.scripts.size(), tally.scripts.values().stream().mapToInt(Integer::intValue).sum());
    PORTS.add(port);
  }

  /** The port of the app that was started last. */
  static int port(Duration limit) throws InterruptedException {
    Integer port = PORTS.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (port == null) {
      throw new IllegalStateException("the app does not listen after " + limit.toSeconds() + " s");
    }
    return port;
  }

  Start start() {
    return start;
  }

  /** Bytes of each script of ours that has been loaded by now. */
  Map<String, Integer> scripts() {
    return Map.copyOf(scripts);
  }

  /** How often each function has been entered. */
  Map<String, Long> functions() {
    Map<String, Long> functions = new HashMap<>();
    builtIns.forEach((name, count) -> functions.put(name, count.sum()));
    for (CPUTracer.Payload payload : tracer.getPayloads()) {
      SourceSection section = payload.getSourceSection();
      if (!section.getSource().getName().equals(Places.BUILT_IN)) {
        functions.merge(name(section, payload.getRootName()), payload.getCount(), Long::sum);
      }
    }
    return functions;
  }

  /** File, line and name. */
  private static String name(SourceSection section, @Nullable String function) {
    String line = section.isAvailable() ? ":" + section.getStartLine() : "";
    return Places.file(section.getSource().getName()) + line + " " + (function == null ? "" : function);
  }
}
