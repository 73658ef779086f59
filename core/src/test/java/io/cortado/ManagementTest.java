package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cortado.management.OperationsOptions;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTest {
  private static final String APP =
      """
      const http = require('http');
      const server = http.createServer((req, res) => {
        if (req.url === '/busy') { const end = Date.now() + 3000; while (Date.now() < end); }
        if (req.url === '/left') return;
        if (req.url.startsWith('/users')) { req.route = { path: '/users/:id' }; }
        res.statusCode = req.url === '/missing' ? 404 : 200;
        res.end('ok');
      });
      setTimeout(() => server.listen(0, '127.0.0.1'), Number(process.env.DELAY));
      """;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private Cortado start(OperationsOptions operations, int delay) throws Exception {
    Path main = Files.writeString(folder.resolve("app.js"), APP);
    return Cortado.start(
        new CortadoOptions(
            main, List.of(), Map.of("DELAY", "" + delay), folder, false, List.of(), true, Map.of(), 0, operations, null));
  }

  private static OperationsOptions on(int port, Path log) {
    return new OperationsOptions(port, OperationsOptions.LOOPBACK, log != null, log, log != null);
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void countsRequestsByRouteAndStatus() throws Exception {
    int port = freePort();
    Path log = folder.resolve("access.log");
    try (Cortado app = start(on(port, log), 0)) {
      for (int i = 0; i < 5; i++) {
        assertThat(get(app.port(), "/users/" + i).statusCode()).isEqualTo(200);
      }
      get(app.port(), "/missing");
      try (Socket gone = new Socket("127.0.0.1", app.port())) {
        gone.getOutputStream().write("GET /left HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        await().untilAsserted(() -> assertThat(get(port, "/metrics").body()).contains("http_server_requests_active 1.0"));
      }
      await().untilAsserted(() -> assertThat(get(port, "/metrics").body()).contains("status=\"aborted\""));
      assertThat(get(port, "/metrics").body())
          .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/users/:id\",status=\"200\"} 5")
          .contains("http_server_requests_seconds_count{method=\"GET\",route=\"(none)\",status=\"404\"} 1")
          .contains("http_server_requests_active 0.0")
          .contains("cortado_loop_lag_seconds", "jvm_memory_used_bytes", "process_cpu_usage");
    }
    assertThat(Files.readAllLines(log)).hasSize(7).first().asString().contains("\"url\":\"/users/0\"", "\"status\":200");
  }

  @Test
  void isReadyWhileTheAppListensAndNotBeforeIt() throws Exception {
    int port = freePort();
    try (Cortado app = start(on(port, null), 1_500)) {
      await().ignoreExceptions().untilAsserted(() -> assertThat(get(port, "/live").statusCode()).isEqualTo(200));
      assertThat(get(port, "/ready").statusCode()).isEqualTo(503);
      app.port();
      await().untilAsserted(() -> assertThat(get(port, "/ready").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void answersWhileTheLoopIsBusy() throws Exception {
    int port = freePort();
    try (Cortado app = start(on(port, null), 0)) {
      int served = app.port();
      var busy = client.sendAsync(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served + "/busy")).build(), HttpResponse.BodyHandlers.ofString());
      await()
          .untilAsserted(
              () -> {
                String text = get(port, "/metrics").body();
                String lag = text.lines().filter(line -> line.startsWith("cortado_loop_lag_seconds ")).findFirst().orElseThrow();
                assertThat(Double.parseDouble(lag.substring(lag.indexOf(' ')))).isGreaterThan(0.3);
              });
      assertThat(busy.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      try (Cortado app = start(on(taken.getLocalPort(), null), 0)) {
        assertThat(app.awaitExit()).isEqualTo(1);
      }
    }
  }
}
