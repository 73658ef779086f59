package io.cortado;

import io.cortado.spi.CodedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The port of an app's first server, for those who wait for it; and why there will be none. Any thread. */
final class FirstPort {
  /** So much of what the app says of its errors is kept, from the end. Characters. */
  private static final int KEPT = 16_000;

  private static final String ENDED = "CORTADO_APP_ENDED";

  private final Path main;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final StringBuilder said = new StringBuilder();

  FirstPort(Path main) {
    this.main = main;
  }

  /** A server listens; all but the first are ignored. */
  void listens(int number) {
    port.complete(number);
  }

  /** The app says something of its errors, or the runtime of the app. */
  void says(String text) {
    if (port.isDone()) {
      return;
    }
    synchronized (said) {
      said.append(text);
      said.delete(0, Math.max(0, said.length() - KEPT));
    }
  }

  /** The app has ended. */
  void ends(int code) {
    String text;
    synchronized (said) {
      text = said.toString().strip();
    }
    port.completeExceptionally(
        new CodedException(
            ENDED,
            main + " has ended with exit code " + code + ", and listens on no port" + (text.isEmpty() ? "" : ":\n" + text)));
  }

  CompletableFuture<Integer> future() {
    return port;
  }

  int await(Duration bound) {
    try {
      return port.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Made anew, so that its stack is the caller's.
      Throwable known = Objects.requireNonNull(e.getCause());
      throw new CodedException(ENDED, String.valueOf(known.getMessage()), known);
    } catch (TimeoutException e) {
      throw new CodedException(
          "CORTADO_APP_NOT_LISTENING",
          "Cortado.port: " + main + " runs, but has not listened on a port within " + bound.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CodedException("CORTADO_INTERRUPTED", "Cortado.port: interrupted while waiting for " + main, e);
    }
  }
}
