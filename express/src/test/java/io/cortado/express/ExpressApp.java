package io.cortado.express;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** An Express app of a few lines, run in this JVM; the script makes routes on {@code app}. */
final class ExpressApp implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private static final String MAKE = "const express = require('express'); const app = express(); app.set('env', 'production');\n";

  private static final String LISTEN =
      """

      const listening = app.listen(0, '127.0.0.1', () => require('fs').writeFileSync(
        process.env.OUT, String(listening.address().port)));
      """;

  private final Cortado cortado;
  private final Path port;

  private ExpressApp(Cortado cortado, Path port) {
    this.cortado = cortado;
    this.port = port;
  }

  static ExpressApp start(int major, String script) throws IOException {
    Path directory = Files.createTempDirectory("express-test");
    Path main = directory.resolve("app.js");
    Path port = directory.resolve("port");
    Files.writeString(main, MAKE + script + LISTEN);
    Map<String, String> environment =
        Map.of("CORTADO_EXPRESS", String.valueOf(major), "NO_DEPRECATION", "express", "OUT", port.toString());
    return new ExpressApp(Cortado.start(CortadoOptions.embedded(main).withEnvironment(environment)), port);
  }

  private int port() throws IOException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!Files.exists(port) || Files.size(port) == 0) {
      if (System.nanoTime() > deadline || cortado.exitCode().isDone()) {
        throw new IllegalStateException("the app does not listen");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return Integer.parseInt(Files.readString(port));
  }

  /** The whole answer to a GET request. */
  String get(String path, String... fields) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
      for (String field : fields) {
        head.append(field).append("\r\n");
      }
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    cortado.close();
  }
}
