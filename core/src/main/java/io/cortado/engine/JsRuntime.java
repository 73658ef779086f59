package io.cortado.engine;

import io.cortado.bound.JavaBinding;
import io.cortado.engine.errortext.WatchedNodes;
import io.cortado.engine.start.AppScripts;
import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.HostShapes;
import io.cortado.http.HttpBinding;
import io.cortado.loop.BlockingPool;
import io.cortado.loop.EventLoop;
import io.cortado.loop.LoopBinding;
import io.cortado.loop.Phases;
import io.cortado.management.Operations;
import io.cortado.module.ModuleBinding;
import io.cortado.node.fs.FsBinding;
import io.cortado.node.net.NetBinding;
import io.cortado.node.net.Ports;
import io.cortado.node.process.ProcessBinding;
import io.cortado.node.process.ProcessHost;
import io.cortado.node.test.TestBinding;
import io.cortado.node.worker.ThreadPlace;
import io.cortado.node.worker.WorkerBinding;
import io.cortado.spi.CodedException;
import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One loop with its context and modules: where Java enters JavaScript. Runs on the loop unless a method says otherwise. */
public final class JsRuntime implements ModuleContext, Phases {
  /** When an app is up for so long, what most apps need sooner or later is loaded. */
  private static final Duration PRELOAD = Duration.ofMillis(500);

  /** What an app has loaded so long after its entry file has run is taken for what it starts with. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** So many timers run in one turn in any case; more of them as long as that takes little time. */
  private static final int TIMERS_PER_TURN = 1000;

  private static final long TIMERS_NANOS = Duration.ofMillis(20).toNanos();

  private final EventLoop loop;
  private final ProcessHost host;
  private final Path main;
  private final Map<String, Object> bound;
  private final Context context;
  private final BlockingPool pool;
  private final ByteBuffer tickFlag = ByteBuffer.allocateDirect(1);
  private final ContextStart start;
  private final AppScripts scripts;
  private final ClassPathModules classPath = new ClassPathModules();
  private final Contributions contributed = new Contributions();
  private final List<Runnable> closers = new ArrayList<>();
  private final Value enter;
  private final Value drainTicks;
  private final Value runTimer;
  private final Value beginImmediates;
  private final Value runImmediate;
  private final Value codedError;
  private final Value settle;
  private final Value bootstrap;
  private Ports ports = Ports.OWN;
  private ThreadPlace place = ThreadPlace.alone();
  private @Nullable HttpBinding http;
  private @Nullable Watchdog watchdog;
  private boolean timersLeft;

  /** Waits for the context and runs the bootstrap script. On the loop. */
  public JsRuntime(ContextStart start, EventLoop loop, ProcessHost host, Path main, Map<String, Object> bound)
      throws ExecutionException, InterruptedException {
    this.start = start;
    this.loop = loop;
    this.host = host;
    this.main = main;
    this.bound = bound;
    this.pool = new BlockingPool(loop);
    loop.assertOnLoop();
    HostShapes.prepare();
    classPath.prefetch(contributed.all(), start.texts());
    this.context = start.context();
    context.enter();
    context.initialize("js");
    WatchedNodes.install(start.shares());
    AsyncScopes.install();
    scripts = new AppScripts(context, start);
    String path = "io/cortado/js/bootstrap.js";
    bootstrap = context.eval(ClassPathModules.source("node:internal/bootstrap", classPath.text(path))).execute(new Host());
    enter = bootstrap.getMember("enter");
    drainTicks = bootstrap.getMember("drainTicks");
    runTimer = bootstrap.getMember("runTimer");
    beginImmediates = bootstrap.getMember("beginImmediates");
    runImmediate = bootstrap.getMember("runImmediate");
    codedError = bootstrap.getMember("codedError");
    settle = bootstrap.getMember("settle");
    loop.bind(this);
  }

  /** Has every request of the app's servers told. Before {@link #runMain}, on the loop. */
  public void observe(Operations operations) {
    call(bootstrap.getMember("observe"), operations);
  }

  /** Loads the app's entry file. */
  public void runMain() {
    enter.executeVoid(bootstrap.getMember(place.seat() == null ? "runMain" : "runThread"), main.toString());
    ticksOfMicrotasks();
    start.entryHasRun();
    if (place.seat() != null) {
      return;
    }
    long deadline = HandlerDeadline.of(host, main);
    if (deadline > 0) {
      call(bootstrap.getMember("watch"));
      guard(deadline);
    }
    loop.after(PRELOAD, this::started);
    loop.after(SETTLED, () -> pool.run(() -> { scripts.end(); return true; }));
  }

  private void started() {
    call(bootstrap.getMember("preload"));
    if (watchdog == null && "production".equals(environment("NODE_ENV"))) {
      guard(0);
    }
  }

  private void guard(long deadline) {
    watchdog = new Watchdog(loop, deadline, host::log);
    watchdog.start();
  }

  /** Runs the ticks that microtasks have queued; after every outermost call. */
  public void ticksOfMicrotasks() {
    while (tickFlag.get(0) != 0) {
      drainTicks.executeVoid();
    }
  }

  @Override
  public boolean runTimers() {
    long start = System.nanoTime();
    int count = 0;
    boolean more = true;
    boolean first = !timersLeft;
    while (more && (++count <= TIMERS_PER_TURN || System.nanoTime() - start < TIMERS_NANOS)) {
      loop.beat();
      more = runTimer.execute(first).asBoolean();
      ticksOfMicrotasks();
      first = false;
    }
    timersLeft = more;
    return more;
  }

  @Override
  public boolean runImmediates() {
    boolean more = false;
    for (int count = beginImmediates.execute().asInt(); count > 0; count--) {
      loop.beat();
      more = runImmediate.execute().asBoolean();
      ticksOfMicrotasks();
    }
    return more;
  }

  @Override
  public void idle() {
    bootstrap.invokeMember("beforeExit");
    ticksOfMicrotasks();
    if (loop.idle()) {
      bootstrap.invokeMember("finish");
      bootstrap.invokeMember("end");
    }
  }

  @Override
  public void failed(Throwable failure) {
    Watchdog dog = watchdog;
    Overdue overdue = dog == null ? null : dog.take();
    if (dog != null && overdue != null) {
      host.log("a handler has kept the loop beyond its deadline and was ended:" + overdue.stack());
      try {
        loop.beat();
        dog.inContextOf(overdue, () -> bootstrap.invokeMember("interrupted"));
        ticksOfMicrotasks();
      } catch (RuntimeException | Error again) {
        failed(again);
      }
      return;
    }
    if (!(failure instanceof PolyglotException thrown && thrown.isGuestException()) || thrown.isResourceExhausted()) {
      host.fail(failure);
      return;
    }
    Value error = thrown.getGuestObject();
    bootstrap.invokeMember("failed", error == null ? thrown.getMessage() : error);
    ticksOfMicrotasks();
  }

  /** Gives a signal to the app; returns whether it listens. */
  public boolean signal(String name) {
    boolean handled = bootstrap.invokeMember("signal", name).asBoolean();
    ticksOfMicrotasks();
    return handled;
  }

  /** Ends the process as process.exit does, with its exit event. */
  public void exit(int code) {
    enter.executeVoid(bootstrap.getMember("exit"), code);
  }

  /** Has servers listen on ports that outlive them; before the app runs. */
  public void listenOn(Ports kept) {
    ports = kept;
  }

  /** Says where this context stands among the threads of its app; before the app runs. */
  public void stand(ThreadPlace among) {
    place = among;
  }

  /** Ends the context; not from a thread that has entered it. */
  public void closeContext() {
    start.close();
  }

  /** The HTTP servers of this loop. */
  public HttpBinding http() {
    if (http == null) {
      http = new HttpBinding(this, loop, this::ticksOfMicrotasks, ports);
    }
    return http;
  }

  /** Runs what modules registered for the orderly end. Any thread. */
  public void close() {
    scripts.end();
    synchronized (closers) {
      closers.forEach(Runnable::run);
      closers.clear();
    }
    pool.close();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void post(Runnable task) {
    loop.post(task);
  }

  @Override
  public void assertOnLoop() {
    loop.assertOnLoop();
  }

  @Override
  public <T> CompletionStage<T> blocking(Callable<T> work) {
    return pool.run(work);
  }

  @Override
  public void call(Value function, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = function;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    enter.executeVoid(all);
    ticksOfMicrotasks();
  }

  @Override
  public void settle(CompletionStage<?> stage, Value callback) {
    stage.whenComplete((value, failure) -> loop.guard(() -> settled(callback, value, failure)));
  }

  private void settled(Value callback, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      settle.executeVoid(callback, null, value);
    } else {
      settle.executeVoid(callback, error(failure), null);
    }
    ticksOfMicrotasks();
  }

  private Value error(Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause instanceof CodedException coded
        ? codedError.execute(coded.code(), message)
        : codedError.execute(null, cause.getClass().getSimpleName() + ": " + message);
  }

  @Override
  public RuntimeException error(String code, String message) {
    return codedError.execute(code, message).throwException();
  }

  @Override
  public AutoCloseable hold() {
    return loop.hold();
  }

  @Override
  public @Nullable String environment(String name) {
    return host.environment().get(name);
  }

  /** What a provider has in place of a local service that nobody runs, or null. On the loop. */
  private @Nullable Callable<Integer> standIn(int port) {
    for (CortadoModule provider : contributed.providers()) {
      Callable<Integer> offer = provider.standIn(port, this);
      if (offer != null) {
        return offer;
      }
    }
    return null;
  }

  @Override
  public Path workingDirectory() {
    return host.workingDirectory();
  }

  @Override
  public boolean develops() {
    return start.watched() != null;
  }

  @Override
  public void onClose(Runnable task) {
    synchronized (closers) {
      closers.add(task);
    }
  }

  /** What the bootstrap script asks for. Public for the border only. */
  public final class Host {
    private Host() {}

    public Object binding(String name) {
      return switch (name) {
        case "loop" -> new LoopBinding(loop, tickFlag, host::listens);
        case "process" -> new ProcessBinding(host);
        case "module" -> new ModuleBinding(
            context, scripts, start.modules(), start.watched(), start.texts(), main, contributed.packages(),
            bound.keySet(), JsRuntime.this::environment, line -> host.writeError(line + "\n"));
        case "fs" -> new FsBinding(JsRuntime.this, host::output);
        case "imports" -> new ImportHooks(context);
        case "http" -> http();
        case "net" -> new NetBinding(JsRuntime.this, JsRuntime.this::standIn, ports);
        case "java" -> new JavaBinding(JsRuntime.this, bound);
        case "worker" -> new WorkerBinding(JsRuntime.this, place);
        case "test" -> new TestBinding(host.testEvents());
        case "java-access" -> start.java();
        case "timezone" -> new LocalTimeZone();
        default -> Bindings.create(name, JsRuntime.this);
      };
    }

    public String text(String path) {
      return classPath.text(path);
    }

    public @Nullable String resolveInternal(String request, String requester) {
      String known = contributed.resource(request);
      return known != null && classPath.isBare(request) ? known : classPath.resolve(request, requester);
    }

    public boolean isContributed(String path) {
      return !path.startsWith("io/cortado/js/") && !path.startsWith("META-INF/");
    }

    /** The binding of the provider whose resources stand in the same place as {@code path}, or above it. */
    public @Nullable Object contributedBinding(String path) {
      return contributed.binding(path, JsRuntime.this);
    }

    /** The wrapper function of an internal module. */
    public Value compileInternal(String path, boolean fromProvider) {
      return context.eval(classPath.wrapped(path, fromProvider, start.texts()));
    }
  }
}
