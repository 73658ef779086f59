package io.cortado.engine;

import io.cortado.module.ModuleFileSystem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.graalvm.polyglot.Context;

/**
 * An engine and its context, made on a thread of their own: they load classes for two tenths of a second, which the start
 * of the loop need not wait for. Any thread.
 */
public final class ContextStart {
  private final ModuleFileSystem modules = new ModuleFileSystem();
  private final CompilerHold compiler = CompilerHold.first();
  private final FutureTask<Context> context = new FutureTask<>(() -> JsEngine.context(JsEngine.engine(), modules));

  private ContextStart() {}

  /** Begins. */
  public static ContextStart begin() {
    ContextStart start = new ContextStart();
    Thread.ofPlatform().name("cortado engine").daemon().start(() -> start.compiler.during(start::make));
    return start;
  }

  private void make() {
    context.run();
    StartClasses.describeNodes();
  }

  /** Waits for the context, which from then on only the loop enters. */
  Context context() throws ExecutionException, InterruptedException {
    return context.get();
  }

  /** What the context sees when it imports ES modules. */
  ModuleFileSystem modules() {
    return modules;
  }

  /** Says that the app's entry file has run. */
  void entryHasRun() {
    compiler.started();
  }
}
