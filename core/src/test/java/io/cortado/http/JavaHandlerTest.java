package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.OutputStream;
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

/** Handlers of Java's beside JavaScript's, at one port. */
@Timeout(120)
class JavaHandlerTest {
  private static final String APP =
      """
      const { handler } = require('java:cortado');
      const reports = handler(require('java:reports'));
      require('http').createServer((req, res) => {
        const failed = (error) => { res.statusCode = 500; res.end(error.code); };
        res.setHeader('X-Before', 'middleware');
        if (req.url.startsWith('/taken')) req.on('data', () => {}).on('end', () => reports(req, res, failed));
        else if (req.url.startsWith('/none')) try { handler({}); } catch (error) { failed(error); }
        else if (req.url.startsWith('/reports')) reports(Object.assign(req, { baseUrl: '/reports' }), res, failed);
        else res.end('script');
      }).listen(process.env.PORT);
      """;

  @TempDir Path directory;

  private static void report(HttpServerExchange exchange) {
    if (exchange.getRequestMethod().equals(Methods.POST)) {
      exchange.dispatch(() -> echo(exchange));
    } else if (exchange.getRelativePath().equals("/throw")) {
      throw new IllegalStateException("thrown by the handler");
    } else if (exchange.getRelativePath().equals("/cut")) {
      exchange.setResponseContentLength(10);
      exchange.dispatch(() -> cut(exchange));
    } else {
      exchange.getResponseHeaders().add(Headers.SET_COOKIE, "a=1").add(Headers.SET_COOKIE, "b=2").add(new HttpString("X-Own"), "x");
      exchange.setStatusCode(201);
      exchange.getResponseSender().send(String.join(" ", exchange.getRequestURI(), exchange.getRelativePath(),
          exchange.getResolvedPath(), exchange.getQueryString(), exchange.getSourceAddress().getHostString(), exchange.getRequestScheme()));
    }
  }

  private static void echo(HttpServerExchange exchange) {
    exchange.startBlocking();
    try (OutputStream out = exchange.getOutputStream()) {
      exchange.getInputStream().transferTo(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void cut(HttpServerExchange exchange) {
    exchange.startBlocking();
    try {
      exchange.getOutputStream().write('x');
      exchange.getOutputStream().flush();
      exchange.getConnection().close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Cortado start() throws IOException {
    Path main = Files.writeString(directory.resolve("app.js"), APP);
    HttpHandler handler = JavaHandlerTest::report;
    return Cortado.app(main).bind("reports", handler).mount("/mounted", handler).port(0).start();
  }

  private static HttpRequest.Builder to(Cortado app, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path));
  }

  private static HttpResponse<String> get(HttpClient client, Cortado app, String path) throws Exception {
    return client.send(to(app, path).build(), BodyHandlers.ofString());
  }

  @Test
  void answerBehindMiddlewares() throws Exception {
    try (Cortado app = start(); HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = get(client, app, "/reports/a%20b?c=d");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("/reports/a%20b /a b /reports c=d 127.0.0.1 http");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.headers().firstValue("x-own")).hasValue("x");
        assertThat(answer.headers().firstValue("x-before")).hasValue("middleware");
      }
      assertThat(get(client, app, "/").body()).isEqualTo("script");
    }
  }

  @Test
  void answerBelowThePathThatTheyAreMountedAt() throws Exception {
    try (Cortado app = start(); HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = get(client, app, "/mounted/a?b");

      assertThat(answer.body()).isEqualTo("/mounted/a /a /mounted b 127.0.0.1 http");
      assertThat(answer.headers().firstValue("x-before")).isEmpty();
      assertThat(get(client, app, "/mounted").statusCode()).isEqualTo(201);
      assertThat(get(client, app, "/mountedx").body()).isEqualTo("script");
    }
  }

  @Test
  void takeAndGiveBodiesOfManyClientsAtOnce() throws Exception {
    String body = "0123456789".repeat(30_000);
    try (Cortado app = start(); HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest counted = to(app, "/reports/").POST(HttpRequest.BodyPublishers.ofString(body)).build();
      HttpRequest chunked =
          to(app, "/mounted/")
              .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)))
              .build();
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 60).mapToObj(i -> client.sendAsync(i % 2 == 0 ? counted : chunked, BodyHandlers.ofString())).toList();

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo(body));
    }
  }

  @Test
  void failForTheirRequestAlone() throws Exception {
    try (Cortado app = start(); HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, app, "/reports/throw").statusCode()).isEqualTo(500);
      assertThat(client.sendAsync(to(app, "/reports/cut").build(), BodyHandlers.ofString()))
          .failsWithin(java.time.Duration.ofSeconds(30));
      HttpRequest taken = to(app, "/taken").POST(HttpRequest.BodyPublishers.ofString("x")).build();
      assertThat(client.send(taken, BodyHandlers.ofString()).body()).isEqualTo("CORTADO_BODY_TAKEN");
      assertThat(get(client, app, "/none").body()).isEqualTo("CORTADO_NO_HANDLER");
      assertThat(get(client, app, "/reports/").statusCode()).isEqualTo(201);
    }
  }
}
