package io.cortado;

import io.cortado.engine.JsRuntime;
import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.StartClasses;
import io.cortado.loop.EventLoop;
import io.cortado.loop.NoManagement;
import io.cortado.node.process.ProcessHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running app: one loop, one JavaScript context. Every method may be called from any thread. */
public final class Cortado implements AutoCloseable, ProcessHost {
  private static final Duration CANCEL = Duration.ofSeconds(5);

  private final CortadoOptions options;
  private final EventLoop loop;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private volatile Path workingDirectory;
  private volatile @Nullable JsRuntime runtime;
  private final Signals signals = new Signals(new SignalledApp());
  private boolean draining;

  private Cortado(CortadoOptions options, EventLoop loop) {
    this.options = options;
    this.loop = loop;
    this.workingDirectory = options.workingDirectory();
  }

  /** Starts an app; returns at once, while the app loads on its loop. */
  public static Cortado start(CortadoOptions options) {
    StartClasses.initialize();
    ContextStart context = ContextStart.begin(options.main());
    EventLoop loop =
        options.ownsProcess() ? NoManagement.during(() -> EventLoop.start("cortado")) : EventLoop.start("cortado");
    Cortado cortado = new Cortado(options, loop);
    // Held until the entry file has run, so that the loop cannot be idle before there was an app.
    loop.retain();
    loop.post(() -> cortado.boot(context));
    return cortado;
  }

  private void boot(ContextStart context) {
    try {
      JsRuntime js = new JsRuntime(context, loop, this, options.main());
      runtime = js;
      if (options.ownsProcess()) {
        signals.begin();
      }
      js.runMain();
    } catch (InterruptedException | ExecutionException failure) {
      failed(failure);
    } catch (RuntimeException | Error failure) {
      if (!exit.isDone()) {
        failed(failure);
      }
    } finally {
      loop.release();
    }
  }

  private void failed(Throwable failure) {
    java.io.StringWriter text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text, true));
    writeError("cortado: internal error: " + text + System.lineSeparator());
    exit(70);
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

  /** Ends the app as SIGTERM would: no new connections, open requests are finished within the bound. */
  @Override
  public void close() {
    loop.post(() -> drain(0));
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
      Cortado.this.writeError(text);
    }
  }

  private void drain(int code) {
    JsRuntime js = runtime;
    if (js == null || draining) {
      end(code);
      return;
    }
    draining = true;
    // The last connection may close before the next look at them: the loop must not take that for the app's own end.
    loop.retain();
    js.http().drain(() -> js.exit(code));
  }

  private void end(int code) {
    if (!exit.complete(code)) {
      return;
    }
    JsRuntime js = runtime;
    if (js != null) {
      js.close();
    }
    if (options.ownsProcess()) {
      System.out.flush();
      System.err.flush();
      Signals.halt(code);
    }
    if (js == null) {
      loop.stop();
      return;
    }
    // Not from here: a context that is closed by what its own JavaScript called cannot be left any more, and the engine
    // then keeps it, with all the app had, for as long as the JVM runs.
    Thread closing = Thread.ofPlatform().name("cortado close").daemon().start(() -> js.context().getEngine().close(true));
    loop.ioThread().execute(js.context()::leave);
    loop.stop();
    long deadline = System.nanoTime() + CANCEL.toNanos();
    while (loop.onLoop() && closing.isAlive() && System.nanoTime() < deadline) {
      // Cancelled here; nothing the JavaScript this was called from could catch.
      js.context().safepoint();
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    String launcher = System.getProperty("cortado.launcher");
    argv.add(launcher != null ? launcher : "cortado");
    argv.add(options.main().toString());
    argv.addAll(options.arguments());
    return argv;
  }

  @Override
  public List<String> execArgv() {
    return options.execArguments();
  }

  @Override
  public boolean expectsServer() {
    return options.server();
  }

  @Override
  public Map<String, String> environment() {
    return options.environment();
  }

  @Override
  public Path workingDirectory() {
    return workingDirectory;
  }

  @Override
  public void workingDirectory(Path directory) {
    workingDirectory = directory;
  }

  @Override
  public void exit(int code) {
    end(code);
    throw new AppExit(code);
  }

  @Override
  public void watchSignal(String name, boolean listens) {
    if (!options.ownsProcess()) {
      return;
    }
    if (listens) {
      signals.listen(name);
    } else {
      signals.forget(name);
    }
  }

  @Override
  public void writeError(String text) {
    System.err.print(text);
    System.err.flush();
  }
}
