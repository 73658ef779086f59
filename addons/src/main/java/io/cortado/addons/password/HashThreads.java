package io.cortado.addons.password;

import io.cortado.spi.ModuleContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where hashes are computed: at most four at a time, as on Node. Platform threads, because virtual ones do not share a
 * core by time: a handful of hashes would keep files and DNS waiting for as long as they take. Any thread.
 */
final class HashThreads {
  private static final int SIZE = Math.min(4, Runtime.getRuntime().availableProcessors());
  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          SIZE,
          SIZE,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("cortado-hash-", 0).factory());

  static {
    POOL.allowCoreThreadTimeOut(true);
  }

  private HashThreads() {}

  /** Computes off the loop and settles on it; the process is kept alive meanwhile. Called on the loop. */
  static <T> CompletionStage<T> compute(ModuleContext context, Callable<T> work) {
    return context.blocking(
        () -> {
          try {
            return POOL.submit(work).get();
          } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
          }
        });
  }
}
