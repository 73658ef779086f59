package io.cortado.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent again and again.
 *
 * @param method of the request
 * @param path of the request
 * @param headers beside Host and Content-Length
 * @param body empty for none
 */
record Request(String method, String path, Map<String, String> headers, byte[] body) {

  static Request get(String path) {
    return new Request("GET", path, Map.of(), new byte[0]);
  }

  static Request post(String path, String type, byte[] body) {
    return new Request("POST", path, Map.of("Content-Type", type), body);
  }

  /** The same with one more header. */
  Request with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Request(method, path, more, body);
  }

  /** As it goes over a connection. */
  byte[] bytes() throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.write(body);
    return bytes.toByteArray();
  }

  boolean plain() {
    return method.equals("GET") && headers.isEmpty();
  }

  /** A script for wrk, with the body in a file beside it. */
  Path script(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder lua = new StringBuilder("wrk.method = \"" + method + "\"\n");
    headers.forEach((name, value) -> lua.append("wrk.headers[").append(quoted(name)).append("] = ").append(quoted(value)).append('\n'));
    if (body.length > 0) {
      Path file = Files.write(folder.resolve("body"), body);
      lua.append("wrk.body = io.open(").append(quoted(file.toString())).append(", \"rb\"):read(\"*a\")\n");
    }
    return Files.writeString(folder.resolve("request.lua"), lua);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
