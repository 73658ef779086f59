package io.cortado.bench;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;

/** A program of its own: Undertow without JavaScript, the bound for what Cortado can reach. */
final class UndertowServer {
  private UndertowServer() {}

  public static void main(String[] args) {
    HttpHandler handler =
        exchange -> {
          boolean hello = exchange.getRequestPath().equals("/");
          String type = hello ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
          exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
          exchange
              .getResponseSender()
              .send(hello ? "Hello World" : "{\"id\":\"42\",\"name\":\"item\",\"tags\":[\"a\",\"b\"],\"price\":12.5}");
        };
    Undertow.builder()
        .addHttpListener(Integer.parseInt(System.getenv("PORT")), "127.0.0.1")
        .setIoThreads(1)
        .setWorkerThreads(1)
        .setHandler(handler)
        .build()
        .start();
  }
}
