package io.cortado.spi;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What a {@link CortadoModule} may ask of the runtime it is loaded into. */
public interface ModuleContext {

  /** The polyglot context of this loop. To be touched on the loop only. */
  Context context();

  /** Runs a task on the loop, in its poll phase, followed by ticks and microtasks. Called from any thread. */
  void post(Runnable task);

  /** Throws {@link IllegalStateException} unless called on the loop. */
  void assertOnLoop();

  /**
   * Runs blocking work on a virtual thread and settles on the loop; the process is kept alive meanwhile. Called on the
   * loop; stages that depend on the result run on the loop.
   */
  <T> CompletionStage<T> blocking(Callable<T> work);

  /**
   * Calls a JavaScript function as the loop's outermost call: ticks and microtasks run afterwards, and an exception it
   * throws goes to {@code uncaughtException}. Runs on the loop.
   */
  void call(Value function, Object... arguments);

  /**
   * Settles a Node-style callback {@code (err, value)} from a stage, on the loop. {@code err} is a JavaScript
   * {@code Error} whose {@code code}, when the cause is a {@link CodedException}, is that exception's.
   */
  void settle(CompletionStage<?> stage, Value callback);

  /**
   * An error to throw from a binding's method: JavaScript catches an {@code Error} with that {@code code}. Runs on the
   * loop.
   */
  RuntimeException error(String code, String message);

  /** Keeps the process alive until the returned handle is closed. Called from any thread; closing twice is harmless. */
  AutoCloseable hold();

  /** A directory or file named in an environment variable of the app ({@code process.env}), or null. */
  @Nullable String environment(String name);

  /** The directory relative paths of the app refer to ({@code process.cwd()}). */
  Path workingDirectory();

  /** Whether somebody works on the app, who may be shown its source: {@code --watch}. */
  boolean develops();

  /** Registers work for the orderly end of the process, after the last request; bounded by the drain. Any thread. */
  void onClose(Runnable task);
}
