package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An app behind a path of a server of this program's. */
@Timeout(120)
class CortadoHandlerTest {
  private static final String APP =
      """
      require('http').createServer((req, res) => {
        if (req.method === 'POST') req.pipe(res);
        else res.writeHead(203, 'Mine', { 'X-Seen': req.headers['x-own'] ?? '-' }).end(req.method + ' ' + req.url);
      }).listen(8080);
      """;

  @TempDir Path directory;

  private record Running(Undertow server, CortadoHandler handler) implements AutoCloseable {
    URI at(String path) {
      return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort() + path);
    }

    @Override
    public void close() {
      handler.close();
      server.stop();
    }
  }

  private Running serve(String script) throws Exception {
    CortadoHandler legacy = Cortado.app(Files.writeString(directory.resolve("app.js"), script)).handler();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                Handlers.path()
                    .addPrefixPath("/legacy", legacy)
                    .addExactPath("/new", exchange -> exchange.getResponseSender().send("Java")))
            .build();
    server.start();
    return new Running(server, legacy);
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).header("X-Own", "a").build(), BodyHandlers.ofString());
  }

  @Test
  void seesWhatIsBelowItsPath() throws Exception {
    try (Running running = serve(APP); HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = get(client, running.at("/legacy/a%20b?c=d"));

      assertThat(answer.statusCode()).isEqualTo(203);
      assertThat(answer.body()).isEqualTo("GET /a%20b?c=d");
      assertThat(answer.headers().firstValue("x-seen")).hasValue("a");
      assertThat(get(client, running.at("/legacy")).body()).isEqualTo("GET /");
      assertThat(get(client, running.at("/new")).body()).isEqualTo("Java");
    }
  }

  @Test
  void carriesBodiesOfManyClientsAtOnce() throws Exception {
    String body = "0123456789".repeat(20_000);
    try (Running running = serve(APP); HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest counted = HttpRequest.newBuilder(running.at("/legacy/")).POST(HttpRequest.BodyPublishers.ofString(body)).build();
      HttpRequest chunked =
          HttpRequest.newBuilder(running.at("/legacy/"))
              .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)))
              .build();
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 100).mapToObj(i -> client.sendAsync(i % 2 == 0 ? counted : chunked, BodyHandlers.ofString())).toList();

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo(body));
    }
  }

  @Test
  void tellsAClientThatWaitsToSendItsBody() throws Exception {
    try (Running running = serve(APP); HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(running.at("/legacy/")).expectContinue(true).POST(HttpRequest.BodyPublishers.ofString("body")).build();

      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("body");
    }
  }

  @Test
  void waitsForTheAppToListen() throws Exception {
    String slow = "setTimeout(() => require('http').createServer((req, res) => res.end('late')).listen(8080), 500);";
    try (Running running = serve(slow); HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, running.at("/legacy/")).body()).isEqualTo("late");
    }
  }

  @Test
  void answersForAnAppThatHasEnded() throws Exception {
    try (Running running = serve("process.exitCode = 3;"); HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, running.at("/legacy/")).statusCode()).isEqualTo(503);
      assertThat(running.handler().app().awaitExit()).isEqualTo(3);
      assertThat(get(client, running.at("/legacy/")).statusCode()).isEqualTo(503);
    }
  }
}
