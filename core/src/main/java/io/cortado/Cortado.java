package io.cortado;

import io.cortado.engine.JsRuntime;
import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.StartClasses;
import io.cortado.loop.EventLoop;
import io.cortado.loop.NoManagement;
import io.cortado.management.Operations;
import io.cortado.node.net.ClusterPorts;
import io.cortado.node.net.Ports;
import io.cortado.spi.CodedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running app: one loop, one JavaScript context. Every method may be called from any thread.
 *
 * <pre>{@code
 * try (Cortado app = Cortado.app("app.js").env("NODE_ENV", "production").bind("orders", orders).port(0).start()) {
 *   System.out.println("http://localhost:" + app.port());
 *   app.awaitExit();
 * }
 * }</pre>
 */
public final class Cortado implements AutoCloseable {
  private static final Duration CANCEL = Duration.ofSeconds(5);

  /** So long an app that listens for SIGTERM may take to end itself. */
  private static final Duration LISTENERS = Duration.ofSeconds(5);

  /** So long an app may take to listen: a first start on a busy machine, with a database that it waits for. */
  private static final Duration LISTEN = Duration.ofSeconds(60);

  /** The exit code of what failed in Java, as in {@code sysexits.h}. */
  private static final int SOFTWARE = 70;

  private final CortadoOptions options;
  private final EventLoop loop;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  /** The same once nothing of it runs and what it had open is closed. */
  private final CompletableFuture<Integer> gone = new CompletableFuture<>();
  private final CompletableFuture<Void> entry = new CompletableFuture<>();
  private volatile @Nullable JsRuntime runtime;
  private final Signals signals = new Signals(new SignalledApp());
  private final AppHost host;
  private final Serving serving;
  private boolean draining;
  private volatile @Nullable Operations operations;
  private final AppThreads threads;
  private final AtomicBoolean disposed = new AtomicBoolean();
  private volatile String failure = "";

  private Cortado(
      CortadoOptions options, EventLoop loop, @Nullable FreePort reserved, Serving serving, ContextStart context) {
    this.options = options;
    this.loop = loop;
    this.serving = serving;
    this.host =
        new AppHost(
            options, reserved, serving, signals, this::end, this::fail, (number, name) -> loop.post(() -> signalled(number, name)));
    AppThread thread = serving.thread();
    this.threads = thread == null ? new AppThreads(context) : thread.all();
  }

  /** An app whose entry file is {@code main}, to be started when it has been given what it needs. */
  public static CortadoApp app(Path main) {
    return new CortadoApp(main);
  }

  /** The same by name; what is relative, is so to this JVM's working directory. */
  public static CortadoApp app(String main) {
    return app(Path.of(main));
  }

  /** Starts an app; returns at once, while the app loads on its loop. For programs, {@link #app(Path)} is shorter. */
  public static Cortado start(CortadoOptions options) {
    return start(options, null, new Serving(null, Map.of(), ports(options), null, null, null));
  }

  private static Ports ports(CortadoOptions options) {
    return options.environment().containsKey("NODE_UNIQUE_ID") ? new ClusterPorts() : Ports.OWN;
  }

  static Cortado start(
      CortadoOptions options, @Nullable FreePort reserved, Serving serving) {
    Cortado cortado = prepare(options, reserved, serving, ContextStart.begin(options.main()));
    cortado.run();
    return cortado;
  }

  /** An app with all that its files have no part in; {@link #run} loads them. */
  static Cortado prepare(CortadoOptions options, @Nullable FreePort reserved, Serving serving, ContextStart context) {
    StartClasses.initialize();
    String name = serving.thread() == null ? "cortado" : "cortado worker " + serving.thread().seat().id();
    EventLoop loop = options.ownsProcess() ? NoManagement.during(() -> EventLoop.start(name)) : EventLoop.start(name);
    Cortado cortado = new Cortado(options, loop, reserved, serving, context);
    // Held until the entry file has run, so that the loop cannot be idle before there was an app.
    loop.retain();
    loop.post(() -> cortado.boot(context));
    return cortado;
  }

  private void boot(ContextStart context) {
    try {
      JsRuntime js = new JsRuntime(context, loop, host, options.main(), options.bound());
      runtime = js;
      if (exit.isDone()) {
        // Ended from outside while it came up.
        dispose(js);
        return;
      }
      js.stand(threads.place(options, serving, host));
      operate(js);
      serving.begin(js);
      if (options.ownsProcess()) {
        signals.begin();
      }
    } catch (InterruptedException | ExecutionException | RuntimeException | Error failure) {
      fail(failure);
    }
  }

  private void operate(JsRuntime js) {
    try {
      Operations told = serving.operations() != null ? serving.operations() : Operations.begin(options.operations(), System.out);
      if (told != null) {
        operations = told;
        told.watch(loop);
        js.observe(told);
        host.firstPort().future().thenRun(() -> told.ready(true));
      }
    } catch (CodedException e) {
      host.writeError("cortado: " + e.getMessage() + System.lineSeparator());
      end(1);
    }
  }

  /** Runs the entry file. */
  void run() {
    loop.post(this::runMain);
  }

  private void runMain() {
    try {
      JsRuntime js = runtime;
      if (js != null && !exit.isDone()) {
        js.runMain();
        entry.complete(null);
      }
    } catch (RuntimeException | Error failure) {
      if (!exit.isDone()) {
        fail(failure);
      }
    } finally {
      loop.release();
    }
  }

  /** Done when the entry file has run. */
  CompletableFuture<Void> entryHasRun() {
    return entry;
  }

  /** Done when a server of the app listens. */
  CompletableFuture<Integer> listening() {
    return host.firstPort().future();
  }

  /** Ends the app for what has failed in Java. */
  private void fail(Throwable failure) {
    if (exit.isDone()) {
      return;
    }
    try {
      this.failure = FatalText.of(failure);
      if (serving.thread() == null) {
        host.writeError("cortado: " + FatalText.of(failure) + System.lineSeparator());
      }
    } finally {
      end(SOFTWARE);
    }
  }

  /** Waits for the app's end; returns its exit code. */
  public int awaitExit() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The app's exit code, completed when it has ended. */
  public CompletableFuture<Integer> exitCode() {
    return exit.copy();
  }

  /**
   * The port of the app's first server, whatever kind it is of. Waits up to 60 seconds for it.
   *
   * @throws CodedException {@code CORTADO_APP_ENDED} when the app ends first, with what it has said of its error; {@code
   *     CORTADO_APP_NOT_LISTENING} when the time is over, after which the app still runs; {@code CORTADO_INTERRUPTED}
   * @throws IllegalStateException on the app's own loop, which cannot wait for itself
   */
  public int port() {
    return port(LISTEN);
  }

  /** The same with another bound. */
  public int port(Duration bound) {
    if (loop.onLoop()) {
      throw new IllegalStateException("Cortado.port: the app's own loop cannot wait for the app");
    }
    return host.firstPort().await(bound);
  }

  /**
   * Ends the app as SIGTERM would: the app's own listeners for that signal have five seconds; without any, no new connections
   * are taken and open requests are finished, for ten seconds at most. Waits for that end, except on the app's own loop,
   * where it only begins it. Closing what has ended does nothing.
   */
  @Override
  public void close() {
    close("SIGTERM", 0);
  }

  /** The same as by another signal, with the exit code where the app does not listen for it. */
  void close(String signal, int code) {
    loop.post(() -> terminate(signal, code));
    if (loop.onLoop()) {
      return;
    }
    try {
      exit.get(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      cancel();
      end(1);
    }
  }

  /** Frees the thread of an app that is busy for good; what even this does not end in time must not hold the caller. */
  private void cancel() {
    JsRuntime js = runtime;
    if (js == null) {
      return;
    }
    try {
      Thread.ofPlatform().name("cortado cancel").daemon().start(() -> js.context().close(true)).join(CANCEL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a signal can do; only in a process of its own. */
  private final class SignalledApp implements Signals.App {
    @Override
    public void post(Runnable task) {
      loop.post(task);
    }

    @Override
    public boolean signal(String name) {
      JsRuntime js = runtime;
      return js != null && js.signal(name);
    }

    @Override
    public void drain(int code) {
      Cortado.this.drain(code);
    }

    @Override
    public boolean awaitEnd(Duration bound) throws InterruptedException {
      try {
        exit.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (ExecutionException e) {
        return true;
      } catch (java.util.concurrent.TimeoutException e) {
        return false;
      }
    }

    @Override
    public void writeError(String text) {
      host.writeError(text);
    }
  }

  private void terminate(String signal, int code) {
    JsRuntime js = runtime;
    if (js != null && !exit.isDone() && js.signal(signal)) {
      loop.after(LISTENERS, () -> drain(0));
    } else {
      drain(code);
    }
  }

  private void drain(int code) {
    JsRuntime js = runtime;
    if (js == null || draining) {
      end(code);
      return;
    }
    draining = true;
    Operations told = operations;
    if (told != null && serving.operations() == null) {
      told.ready(false);
    }
    // The last connection may close before the next look at them: the loop must not take that for the app's own end.
    loop.retain();
    js.http().drain(() -> js.exit(code));
  }

  /** Ends it at once, whatever it does. Any thread but the loop's. */
  void halt(int code) {
    end(code);
  }

  /** The exit code, once nothing of the app runs. */
  CompletableFuture<Integer> gone() {
    return gone;
  }

  /** What has failed in Java and so has ended the app, or an empty text. */
  String failure() {
    return failure;
  }

  private void end(int code) {
    if (!exit.complete(code)) {
      return;
    }
    host.ended(code);
    Operations told = operations;
    if (told != null && serving.operations() == null) {
      told.close();
    }
    JsRuntime js = runtime;
    try {
      if (js != null) {
        js.close();
      }
    } finally {
      if (options.ownsProcess()) {
        System.out.flush();
        System.err.flush();
        Signals.halt(code);
      }
    }
    if (js != null) {
      dispose(js);
    } else if (loop.onLoop()) {
      gone.complete(code);
      loop.stop();
    }
    // Otherwise it comes up just now, and sees then that it has ended.
  }

  /** Once, whether it was ended while it came up or later. */
  private void dispose(JsRuntime js) {
    if (disposed.getAndSet(true)) {
      return;
    }
    if (loop.onLoop()) {
      gone.complete(exit.resultNow());
    }
    ContextEnd.begin(js, loop, CANCEL, this::closed, () -> gone.complete(exit.resultNow()));
  }

  /** The context is closed. */
  private void closed() {
    if (serving.thread() == null) {
      threads.close();
    }
  }

  /** The loop that the app runs on. */
  EventLoop loop() {
    return loop;
  }

  /** A signal that an embedded app has sent to itself: with or without listeners it is the app's affair alone. */
  private void signalled(int number, @Nullable String name) {
    JsRuntime js = runtime;
    if (js != null && !exit.isDone() && (name == null || !js.signal(name))) {
      drain(Signals.EXIT_BASE + number);
    }
  }
}
