package io.cortado;

import io.cortado.http.ForeignExchange;
import io.cortado.http.HttpServer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * An app as a handler of Undertow, made by {@link CortadoApp#handler()}. Requests are handed to the app's loop, and its answers
 * to the exchange; on a server whose I/O thread is that loop nothing is handed over. What the app sees of a target is what is
 * left of it below the prefixes that were resolved. May be called from any I/O or worker thread.
 *
 * <p>An app that has ended, or ends before it listens, answers 503. Upgrades are not passed on. Undertow does not look whether
 * a client of HTTP/1 has gone while its request is being answered, so the app hears of it when it next writes.
 */
public final class CortadoHandler implements HttpHandler, AutoCloseable {
  private static final int UNAVAILABLE = 503;

  private final Cortado app;
  private final CompletableFuture<HttpServer> server;

  CortadoHandler(Cortado app, CompletableFuture<HttpServer> server) {
    this.app = app;
    this.server = server;
    app.exitCode().thenRun(() -> server.completeExceptionally(new IllegalStateException("the app has ended")));
  }

  /** The app behind it. */
  public Cortado app() {
    return app;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (app.exitCode().isDone()) {
      exchange.setStatusCode(UNAVAILABLE).endExchange();
      return;
    }
    Executor loop = app.loop()::execute;
    Executor once =
        task -> server.whenComplete((listening, failure) -> (failure == null ? loop : exchange.getIoThread()).execute(task));
    exchange.dispatch(once, () -> serve(exchange));
  }

  private void serve(HttpServerExchange exchange) {
    if (server.isCompletedExceptionally()) {
      exchange.setStatusCode(UNAVAILABLE).endExchange();
    } else {
      ForeignExchange.serve(server.join(), exchange);
    }
  }

  /** Ends the app; see {@link Cortado#close()}. */
  @Override
  public void close() {
    app.close();
  }
}
