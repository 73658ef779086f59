package io.cortado.bench;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;

/** A program of its own: Undertow without JavaScript, the bound for what Cortado can reach. */
final class UndertowServer {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int NOT_FOUND = 404;

  private UndertowServer() {}

  public static void main(String[] args) {
    HttpHandler handler = exchange -> {
      String path = exchange.getRequestPath();
      if (path.equals("/json")) {
        exchange.getRequestReceiver().receiveFullBytes((whole, body) -> send(whole, JSON, new String(body, StandardCharsets.UTF_8)));
      } else if (path.equals("/")) {
        send(exchange, "text/html; charset=utf-8", "Hello World");
      } else if (path.startsWith("/route")) {
        send(exchange, JSON, "{\"route\":9,\"id\":\"42\"}");
      } else if (path.startsWith("/api/")) {
        send(exchange, JSON, "{\"id\":\"42\",\"name\":\"item\",\"tags\":[\"a\",\"b\"],\"price\":12.5}");
      } else {
        exchange.setStatusCode(NOT_FOUND);
        send(exchange, JSON, "{\"error\":\"not found\",\"path\":\"/missing\"}");
      }
    };
    Undertow.builder()
        .addHttpListener(Integer.parseInt(System.getenv("PORT")), "127.0.0.1")
        .setIoThreads(1)
        .setWorkerThreads(1)
        .setHandler(handler)
        .build()
        .start();
  }

  private static void send(HttpServerExchange exchange, String type, String body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(body);
  }
}
