package io.cortado.bench.count;

import io.cortado.bench.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request whose cost is counted.
 *
 * @param name as the tables and the file of figures show it
 * @param app which of the apps in {@code counted.js} is asked
 * @param request head and body
 * @param status of its answer
 */
record CountCase(String name, String app, String request, int status) {
  static final List<CountCase> ALL = List.of(
      get("http", "http", "/", 200),
      get("hello", "hello", "/", 200),
      get("hello-middleware", "middleware", "/", 200),
      get("json", "api", "/api/shop/items/42", 200),
      post("post-json", "api", "/api/echo", new String(Bodies.json(), StandardCharsets.US_ASCII)),
      get("static", "api", "/files/ten.txt", 200),
      get("not-found", "hello", "/missing", 404),
      get("not-found-json", "api", "/missing", 404));

  private static CountCase get(String name, String app, String path, int status) {
    return new CountCase(
        name, app, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n", status);
  }

  private static CountCase post(String name, String app, String path, String body) {
    return new CountCase(
        name,
        app,
        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n"
            + "Content-Type: application/json\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n" + body,
        200);
  }
}
