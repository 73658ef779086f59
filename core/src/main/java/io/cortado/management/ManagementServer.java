package io.cortado.management;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * {@code /live}, {@code /ready} and {@code /metrics} on a port of their own, with threads of their own: they answer while the loop is
 * busy. Any thread.
 */
final class ManagementServer implements AutoCloseable {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";
  private static final int UNAVAILABLE = 503;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  /** What asks here sends no bodies and few fields. */
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final Undertow server;

  /** Listens; a port that is taken is an error of the runtime's. */
  ManagementServer(String host, int port, Metrics metrics, BooleanSupplier live, BooleanSupplier ready) {
    HttpHandler handler =
        exchange -> {
          switch (exchange.getRequestPath()) {
            case "/live" -> state(exchange, live.getAsBoolean());
            case "/ready" -> state(exchange, ready.getAsBoolean());
            case "/metrics" -> answer(exchange, PROMETHEUS, metrics.text());
            default -> {
              exchange.setStatusCode(NOT_FOUND);
              answer(exchange, JSON, "{\"error\":\"not found\",\"paths\":[\"/live\",\"/ready\",\"/metrics\"]}");
            }
          }
        };
    server =
        Undertow.builder()
            .addHttpListener(port, host)
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setServerOption(io.undertow.UndertowOptions.MAX_HEADER_SIZE, MAX_HEAD_BYTES)
            .setServerOption(io.undertow.UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
            .setHandler(exchange -> reading(exchange, handler))
            .build();
    server.start();
  }

  private static void reading(HttpServerExchange exchange, HttpHandler next) throws Exception {
    if (exchange.getRequestMethod().equals(Methods.GET) || exchange.getRequestMethod().equals(Methods.HEAD)) {
      next.handleRequest(exchange);
    } else {
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
      exchange.setStatusCode(NOT_ALLOWED);
      exchange.endExchange();
    }
  }

  private static void state(HttpServerExchange exchange, boolean up) {
    exchange.setStatusCode(up ? 200 : UNAVAILABLE);
    answer(exchange, JSON, up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }

  private static void answer(HttpServerExchange exchange, String type, String text) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(text);
  }

  int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
