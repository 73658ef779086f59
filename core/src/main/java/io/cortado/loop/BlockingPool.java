package io.cortado.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs blocking work on virtual threads and settles it on the loop. Called from any thread. */
public final class BlockingPool implements AutoCloseable {
  private final EventLoop loop;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cortado-blocking-", 0).factory());

  public BlockingPool(EventLoop loop) {
    this.loop = loop;
  }

  /** Runs {@code work} off the loop; the stage completes on the loop, which is kept alive meanwhile. */
  public <T> CompletionStage<T> run(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.retain();
    threads.execute(
        () -> {
          try {
            T value = work.call();
            loop.post(
                () -> {
                  loop.release();
                  result.complete(value);
                });
          } catch (Throwable failure) {
            loop.post(
                () -> {
                  loop.release();
                  result.completeExceptionally(failure);
                });
          }
        });
    return result;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
