package io.cortado.engine.start;

import io.cortado.module.ModuleFileSystem;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * An engine and its context, made on a thread of their own: they load classes for two tenths of a second, which the start
 * of the loop need not wait for. Any thread.
 */
public final class ContextStart {
  /** Of so many files the compilers are told. */
  private static final int MANY = 100;

  private final ModuleFileSystem modules = new ModuleFileSystem();
  private final CompilerHold compiler = CompilerHold.first();
  private final JavaAccess java;
  private final FutureTask<Context> context;

  private final FutureTask<@Nullable StartFiles> files;
  private final StartCompilers compilers = new StartCompilers();

  private int loaded;

  private ContextStart(Path main) {
    java = new JavaAccess(main);
    context = new FutureTask<>(() -> JsEngine.context(JsEngine.engine(), modules, java::isVisible));
    files = new FutureTask<>(() -> {
      Path folder = StartFiles.folder();
      return folder == null ? null : StartFiles.of(folder, main);
    });
  }

  /** Begins, for an app whose entry file is {@code main}. */
  public static ContextStart begin(Path main) {
    ContextStart start = new ContextStart(main);
    if (start.compiler.holds()) {
      Thread.ofPlatform().name("cortado start files").daemon().start(start::prepare);
    } else {
      start.files.run();
    }
    Thread.ofPlatform().name("cortado engine").daemon().start(start::start);
    return start;
  }

  private void prepare() {
    files.run();
    StartFiles known = files.resultNow();
    if (known != null && known.before().size() >= MANY) {
      compilers.hold();
    }
  }

  private void start() {
    compiler.during(this::make);
    compilers.release();
  }

  private void make() {
    context.run();
    StartClasses.describeNodes();
  }

  /** Waits for the context, which from then on only the loop enters. */
  public Context context() throws ExecutionException, InterruptedException {
    return context.get();
  }

  /** What the app loaded when it started last, or null where nobody keeps that. */
  @Nullable StartFiles files() throws ExecutionException, InterruptedException {
    return files.get();
  }

  /** Who may reach Java. */
  public JavaAccess java() {
    return java;
  }

  /** What the context sees when it imports ES modules. */
  public ModuleFileSystem modules() {
    return modules;
  }

  /** Says that a file of the app is about to be loaded. On the loop. */
  void loads() {
    compiler.loads();
    if (++loaded == MANY && compiler.holds()) {
      Thread.ofPlatform().name("cortado compilers").daemon().start(compilers::hold);
    }
  }

  /** Says that the app's entry file has run. */
  public void entryHasRun() {
    compiler.started();
  }
}
