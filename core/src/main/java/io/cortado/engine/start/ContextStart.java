package io.cortado.engine.start;

import io.cortado.module.KeptTexts;
import io.cortado.module.LoadedFiles;
import io.cortado.module.ModuleFileSystem;
import java.io.IOException;
import java.net.URLClassLoader;
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

  private final @Nullable WarmEngine warm;
  private final @Nullable LoadedFiles watched;
  /** Set with the context. */
  private volatile @Nullable URLClassLoader classes;
  private int loaded;

  private ContextStart(Path main, @Nullable WarmEngine warm, @Nullable LoadedFiles watched) {
    this.warm = warm;
    this.watched = watched;
    java = new JavaAccess(main);
    context = new FutureTask<>(() -> {
      ClassLoader own = OwnClasses.loader(java::isNamed);
      classes = AppClasses.of(main, own);
      return JsEngine.context(warm == null ? JsEngine.engine() : warm.engine(), modules, java::isVisible, classes == null ? own : classes);
    });
    files = new FutureTask<>(() -> {
      // Who shares code finds it there from the second start on.
      Path folder = warm == null ? StartFiles.folder() : null;
      return folder == null ? null : StartFiles.of(folder, main);
    });
  }

  /** Begins, for an app whose entry file is {@code main}. */
  public static ContextStart begin(Path main) {
    return begin(main, null, null);
  }

  /** The same with what the last start has left, for an app whose files {@code watched} takes. */
  public static ContextStart begin(Path main, @Nullable WarmEngine warm, @Nullable LoadedFiles watched) {
    ContextStart start = new ContextStart(main, warm, watched);
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

  /** Ends the context, and its engine where nobody else has a context of it. */
  public void close() {
    if (warm == null) {
      context.resultNow().getEngine().close(true);
    } else {
      context.resultNow().close(true);
    }
    URLClassLoader own = classes;
    if (own != null) {
      try {
        own.close();
      } catch (IOException e) {
        // Its files are the app's; that one of them is gone is not the end's affair.
        org.slf4j.LoggerFactory.getLogger(ContextStart.class).debug("class path", e);
      }
    }
  }

  /** Whether the context takes code of others and gives them its own. */
  public boolean shares() {
    return warm != null;
  }

  /** What earlier starts have left, or null. */
  public @Nullable WarmEngine warm() {
    return warm;
  }

  /** The texts that earlier starts have left, or null. */
  public @Nullable KeptTexts texts() {
    return warm == null ? null : warm.texts();
  }

  /** Who is to be told which files the app loads, or null. */
  public @Nullable LoadedFiles watched() {
    return watched;
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
