package io.cortado;

import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.WarmEngine;
import io.cortado.management.Operations;
import io.cortado.node.net.KeptPorts;
import io.cortado.spi.CodedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * An app on several loops of one JVM, each with a context of its own: they share an engine, and so the app's code, and the sockets that
 * they listen on, whose connections they take in turn. One that ends after it has listened is replaced.
 */
public final class ParallelApp {
  private final CortadoOptions options;
  private final int count;
  private final WarmEngine engine = new WarmEngine();
  private final KeptPorts ports = KeptPorts.inTurn();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final List<Loop> loops = new ArrayList<>();
  private final @Nullable Operations operations;
  private boolean ending;
  private int worst;

  private ParallelApp(CortadoOptions options, int count, @Nullable Operations operations) {
    this.options = options;
    this.count = count;
    this.operations = operations;
  }

  /**
   * Runs an app on so many loops until SIGINT or SIGTERM ends the JVM, or all of them have ended. Does not return.
   *
   * @param options of an app that does not own its process
   */
  public static void run(CortadoOptions options, int count) throws InterruptedException {
    Operations operations = null;
    try {
      operations = Operations.begin(options.operations(), System.out);
    } catch (CodedException e) {
      System.err.println("cortado: " + e.getMessage());
      System.exit(1);
    }
    new ParallelApp(options, count, operations).run();
  }

  /** One of the loops. */
  private static final class Loop {
    final int number;
    final Cortado app;
    boolean listened;

    Loop(int number, Cortado app) {
      this.number = number;
      this.app = app;
    }
  }

  private void run() throws InterruptedException {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> events.add(() -> end(signal)));
    }
    // The others find its code parsed.
    begin(1).app.entryHasRun().thenRun(() -> events.add(this::beginOthers));
    while (true) {
      events.take().run();
    }
  }

  private void beginOthers() {
    for (int number = 2; number <= count && !ending; number++) {
      begin(number);
    }
  }

  private Loop begin(int number) {
    KeptPorts.Share share = ports.share();
    share.serve();
    Serving serving = new Serving(null, Map.of(), share, null, null, operations);
    Loop loop = new Loop(number, Cortado.prepare(options, null, serving, ContextStart.begin(options.main(), engine, null)));
    loops.add(loop);
    loop.app.listening().thenRun(() -> events.add(() -> loop.listened = true));
    loop.app.exitCode().thenAccept(code -> {
      share.close();
      events.add(() -> ended(loop, code));
    });
    loop.app.run();
    return loop;
  }

  private void ended(Loop loop, int code) {
    loops.remove(loop);
    worst = Math.max(worst, code);
    if (loop.listened && !ending) {
      System.err.println("cortado: worker " + loop.number + " has ended with code " + code + "; another takes its place");
      begin(loop.number);
      return;
    }
    if (!ending && code != 0) {
      // What cannot start would not start the next time.
      System.err.println("cortado: worker " + loop.number + " has ended with code " + code + " before it listened");
    }
    if (loops.isEmpty()) {
      halt(worst);
    }
  }

  private void end(Signal signal) {
    int code = Signals.EXIT_BASE + signal.getNumber();
    if (ending) {
      halt(code);
    }
    ending = true;
    if (operations != null) {
      operations.ready(false);
    }
    for (Loop loop : List.copyOf(loops)) {
      Thread.ofVirtual().name("cortado closes").start(() -> loop.app.close("SIG" + signal.getName(), code));
    }
  }

  private static void halt(int code) {
    System.out.flush();
    System.err.flush();
    Signals.halt(code);
  }
}
