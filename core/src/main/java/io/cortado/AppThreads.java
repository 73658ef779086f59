package io.cortado;

import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.WarmEngine;
import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import io.cortado.node.worker.Seat;
import io.cortado.node.worker.ThreadPlace;
import io.cortado.node.worker.ThreadSpec;
import io.cortado.node.worker.ThreadStarter;
import io.cortado.node.worker.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one app. Each has a loop and a context; the contexts of all but the main one share an engine, so that the second
 * thread of a kind finds its code parsed, translated and compiled. Any thread.
 */
final class AppThreads implements AutoCloseable {
  private static final double MILLIS = 1e6;
  private static final double MICROS = 1e3;

  private final Threads threads = new Threads();
  /** What the main thread was started with: its engine, where it shares one, and who is told of files. */
  private final ContextStart main;
  private @Nullable WarmEngine own;

  AppThreads(ContextStart main) {
    this.main = main;
  }

  /** Where an app stands among them, which may start more. */
  ThreadPlace place(CortadoOptions options, Serving serving, AppHost host) {
    AppThread own = serving.thread();
    return new ThreadPlace(threads, own == null ? null : own.seat(), (seat, spec) -> start(options, serving, host, seat, spec));
  }

  private ThreadStarter.Running start(CortadoOptions options, Serving serving, AppHost above, Seat seat, ThreadSpec spec) {
    CortadoOptions own = options(options, spec);
    Serving inside = new Serving(null, Map.of(), serving.ports(), serving.listening(), new AppThread(seat, this, above), null);
    Cortado thread = Cortado.prepare(own, null, inside, ContextStart.begin(options.main(), engine(), main.watched()));
    thread.run();
    return new Running(thread, System.nanoTime());
  }

  private static CortadoOptions options(CortadoOptions of, ThreadSpec spec) {
    List<String> words = spec.execArguments();
    NodeLine line = of.node();
    if (words != null) {
      line = new NodeLine();
      try {
        if (line.read(words, 0, word -> false) < words.size() || !line.idle().isEmpty()) {
          throw new IllegalArgumentException(String.join(", ", words));
        }
      } catch (BadOptionException e) {
        throw new IllegalArgumentException(String.join(", ", words), e);
      }
    }
    return new CortadoOptions(
        of.main(), List.of(), spec.environment(), of.workingDirectory(), false, words == null ? of.execArguments() : words, false,
        of.bound(), of.handlerDeadline(), OperationsOptions.NONE, line);
  }

  private synchronized WarmEngine engine() {
    WarmEngine shared = main.warm() == null ? own : main.warm();
    if (shared == null) {
      shared = new WarmEngine();
      own = shared;
    }
    return shared;
  }

  /** The app has ended, and so have its threads. */
  @Override
  public synchronized void close() {
    WarmEngine engine = own;
    if (engine != null) {
      engine.close();
    }
  }

  private record Running(Cortado thread, long began) implements ThreadStarter.Running {
    @Override
    public CompletionStage<Integer> exitCode() {
      return thread.gone();
    }

    @Override
    public void terminate() {
      thread.halt(1);
    }

    @Override
    public double[] idleAndTotal() {
      double total = (System.nanoTime() - began) / MILLIS;
      long busy = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.loop().ioThread().threadId());
      // Of one that has ended nobody knows any more; it has not waited in between.
      return new double[] {busy < 0 ? 0 : Math.max(0, total - busy / MILLIS), total};
    }

    @Override
    public double[] cpuMicros() {
      ThreadMXBean bean = ManagementFactory.getThreadMXBean();
      long id = thread.loop().ioThread().threadId();
      double user = Math.max(0, bean.getThreadUserTime(id)) / MICROS;
      return new double[] {Math.floor(user), Math.floor(Math.max(0, bean.getThreadCpuTime(id) / MICROS - user))};
    }

    @Override
    public String failure() {
      return thread.failure();
    }
  }
}
