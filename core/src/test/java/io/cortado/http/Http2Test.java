package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, over TLS with a client of the JDK's, and frame by frame without it. */
@Timeout(120)
public class Http2Test {
  private static final String HANDLER =
      """
      const handler = (req, res) => {
        if (req.url === '/never') res.on('close', () => Java.type('io.cortado.http.Http2Test').left.complete(res.writableFinished));
        else if (req.url === '/late') Java.type('io.cortado.http.Http2Test').late.complete(setTimeout(() => res.end('late'), 300));
        else if (req.method === 'POST') req.pipe(res);
        else res.setHeader('x-seen', JSON.stringify(req.headers)).end(req.httpVersion + ' ' + req.url);
      };
      """;

  private static final String PLAIN = HANDLER + "const server = require('http2').createServer(handler);";

  /** What the app completes. */
  public static CompletableFuture<Boolean> left = new CompletableFuture<>();

  public static CompletableFuture<Object> late = new CompletableFuture<>();

  private static String secure(String options) {
    return HANDLER
        + "const [key, cert] = ['key', 'cert'].map((name) => require('fs').readFileSync('" + pem() + "localhost-' + name + '.pem'));"
        + "const server = require('http2').createSecureServer({ key, cert, " + options + " }, handler);";
  }

  private static String pem() {
    String path = Objects.requireNonNull(Http2Test.class.getResource("/io/cortado/node/localhost-key.pem")).getPath();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(AnyServer.context()).build();
  }

  private static HttpRequest.Builder to(TestApp app, String path) throws Exception {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + app.port() + path));
  }

  private static HttpResponse<String> ask(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesWhoAsksForItOverTls() throws Exception {
    try (TestApp app = TestApp.serve(secure("")); HttpClient client = client()) {
      HttpResponse<String> answer = ask(client, to(app, "/a?b=c").header("Cookie", "a=b").build());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("2.0 /a?b=c");
      assertThat(answer.headers().firstValue("content-length")).hasValue("10");
      assertThat(answer.headers().map()).doesNotContainKeys("connection", "keep-alive", "transfer-encoding");
      assertThat(answer.headers().firstValue("x-seen").orElse(""))
          .contains("\":method\":\"GET\"", "\":path\":\"/a?b=c\"", "\":scheme\":\"https\"", "\"cookie\":\"a=b\"");
    }
  }

  @Test
  void servesHttp1BesideItWhereThatIsAllowed() throws Exception {
    try (TestApp app = TestApp.serve(secure("allowHTTP1: true")); HttpClient client = client()) {
      HttpResponse<String> answer = ask(client, to(app, "/a").version(HttpClient.Version.HTTP_1_1).build());

      assertThat(answer.body()).isEqualTo("1.1 /a");
    }
  }

  @Test
  void carriesBodiesBothWaysOnManyStreams() throws Exception {
    String body = "0123456789".repeat(30_000);
    try (TestApp app = TestApp.serve(secure("")); HttpClient client = client()) {
      HttpRequest request = to(app, "/").POST(HttpRequest.BodyPublishers.ofString(body)).build();
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 40).mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString())).toList();

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo(body));
    }
  }

  @Test
  void tellsTheAppThatAStreamWasReset() throws Exception {
    left = new CompletableFuture<>();
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/never");
      client.get(3, "/other");
      client.next(RawHttp2.DATA);
      client.send(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});

      assertThat(left.join()).isFalse();
      client.get(5, "/after");
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @Test
  void givesStreamsToWhoTakesTheCoreApi() throws Exception {
    String streams =
        """
        const server = require('http2').createServer();
        server.on('stream', (stream, headers, flags) => {
          stream.respond({ ':status': 200, 'x-own': 'x' });
          stream.end(`${stream.id} ${headers[':path']} ${flags}`);
        });
        """;
    try (TestApp app = TestApp.serve(streams); RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/a");

      assertThat(client.status()).isEqualTo(200);
      assertThat(Objects.requireNonNull(client.next(RawHttp2.DATA)).payload()).isEqualTo("1 /a 5".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void letsOpenStreamsEndWhenItDrains() throws Exception {
    late = new CompletableFuture<>();
    TestApp app = TestApp.serve(PLAIN);
    try (RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/late");
      late.join();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(app::close);

      assertThat(client.next(RawHttp2.GOAWAY)).isNotNull();
      assertThat(Objects.requireNonNull(client.next(RawHttp2.DATA)).payload()).isEqualTo("late".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.next(RawHttp2.GOAWAY)).isNull();
      closing.join();
    }
  }

  /** What would be another request, or another field, behind a gateway. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "connection, close", "transfer-encoding, chunked", "upgrade, x", "keep-alive, 5", "te, gzip", "x-a, 'b\r\nx-c: d'", "x-a, 'b\nc'",
    "'x a', b", "'x\r\n', b", "'x:', b", "content-length, x", "host, 'a\r\nb: c'"
  })
  void refusesFieldsThatAreNone(String name, String value) throws Exception {
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/", name, value);

      assertThat(client.status()).isIn(0, 400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ HTTP/1.1\r\nx: y\r\n\r\nGET /b", "/a b", "", "/\u0000"})
  void refusesTargetsThatAreNone(String path) throws Exception {
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, path);

      assertThat(client.status()).isIn(0, 400);
    }
  }

  @Test
  void refusesABodyThatIsLongerThanItsHeadSays() throws Exception {
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      byte[] head = RawHttp2.fields(":method", "POST", ":path", "/", ":scheme", "http", ":authority", "a", "content-length", "5");
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, "12345GET / HTTP/1.1\r\nhost: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(client.next(RawHttp2.RST_STREAM)).isNotNull();
    }
  }

  @Test
  void givesUpOnAClientThatResetsAllItAsksFor() throws Exception {
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      assertThat(goneWhile(client, i -> {
            client.get(2 * i + 1, "/never");
            client.send(RawHttp2.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
          }))
          .isTrue();
      try (RawHttp2 other = new RawHttp2(app.connect())) {
        other.get(1, "/");
        assertThat(other.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void givesUpOnHeadsWithoutEnd() throws Exception {
    try (TestApp app = TestApp.serve(PLAIN); RawHttp2 client = new RawHttp2(app.connect())) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.fields(":method", "GET", ":path", "/", ":scheme", "http"));
      byte[] more = RawHttp2.fields("x-a", "b".repeat(8000));

      assertThat(goneWhile(client, i -> client.send(RawHttp2.CONTINUATION, 0, 1, more))).isTrue();
    }
  }

  private interface Step {
    void run(int count) throws IOException;
  }

  /** Whether the server ends the connection before a thousand steps are done. */
  private static boolean goneWhile(RawHttp2 client, Step step) {
    try {
      for (int i = 0; i < 1000; i++) {
        step.run(i);
      }
      return client.next(RawHttp2.GOAWAY) != null;
    } catch (IOException e) {
      return true;
    }
  }
}
