package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traffic that two servers could read in two ways is refused before any JavaScript sees it. */
class FramingGuardTest {
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\n";
  private static TestApp app;

  @BeforeAll
  static void start() throws IOException {
    app =
        TestApp.serve(
            """
            let seen = 0;
            const server = require('http').createServer((req, res) => {
              if (req.url === '/seen') { res.setHeader('Connection', 'close'); res.end(String(seen)); return; }
              if (req.url === '/own') {
                res.end(Object.keys(req.headers) + ' ' + (Object.getPrototypeOf(req.headers) === Object.prototype)); return;
              }
              seen++;
              if (req.url === '/slow') { setTimeout(() => res.end('slow'), 50); return; }
              let body = '';
              req.on('data', (chunk) => { body += chunk; });
              req.on('end', () => { res.end(req.method + ' ' + req.url + ' ' + body); });
            });
            """);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static int seen() throws Exception {
    String answer = app.exchange("GET /seen HTTP/1.1\r\nHost: a\r\n\r\n");
    return Integer.parseInt(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  private static void refused(String request, int status) throws Exception {
    int before = seen();
    String answer = app.exchange(unescape(request));
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
    assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer only").hasSize(2);
    assertThat(seen()).as("requests that reached the app").isEqualTo(before);
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0").replace("\\t", "\t");
  }

  @ParameterizedTest
  @CsvSource({
    "xchunked, 501", "gzip, 501", "'gzip, chunked', 501", "'chunked, gzip', 400", "'chunked, chunked', 400", "'', 501"
  })
  void refusesTransferEncodingsOtherThanChunkedOnce(String coding, int status) throws Exception {
    refused(HEAD + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n", status);
  }

  @Test
  void refusesTransferEncodingTwice() throws Exception {
    refused(HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
  }

  @Test
  void refusesTransferEncodingWithContentLengthInEitherOrder() throws Exception {
    refused(HEAD + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    refused(HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551620", "-1", "+1", "1,1", "0x1", "1 1", "", "1e3"})
  void refusesContentLengthsThatAreNotPlainNumbers(String length) throws Exception {
    refused(HEAD + "Content-Length: " + length + "\r\n\r\nx", 400);
  }

  @Test
  void refusesContentLengthTwice() throws Exception {
    refused(HEAD + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\r\\n b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\nHost: a\\n\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX : a\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\n: a\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\rb\\r\\n\\r\\n",
        "GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
        "GET / HTTP/1.1 \\r\\nHost: a\\r\\n\\r\\n",
        "GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
        "get / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: http://a/b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: http://\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: ftp://a\\r\\n\\r\\n",
        "GET / FTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
      })
  void refusesMalformedHeads(String request) throws Exception {
    refused(request, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/3.0", "HTTP/9.9", "HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
  void answersUnknownVersionsWith505(String version) throws Exception {
    refused("GET / " + version + "\r\nHost: a\r\n\r\n", 505);
  }

  @Test
  void answersLargeHeadsWith431() throws Exception {
    refused("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(17_000) + "\r\n\r\n", 431);
  }

  @Test
  void answersTooManyFieldsWith431() throws Exception {
    refused("GET / HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(100) + "\r\n", 431);
  }

  @Test
  void acceptsUrlsOfEightKilobytesAndOneLeadingEmptyLine() throws Exception {
    String path = "/" + "a".repeat(8191);
    assertThat(app.exchange("\r\nGET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("GET " + path);
  }

  /** The body is only read once the app asks for it, so these reach the app but never its end event. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4g\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4.0\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4\\0\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4 \\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4x\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4\\nabcd\\r\\n0\\r\\n\\r\\n",
        "4\\r\\nabcdX\\r\\n0\\r\\n\\r\\n",
        "4\\r\\nabcd\\n0\\r\\n\\r\\n",
        "\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "1234567812345678\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
        "0\\r\\nX Y: 1\\r\\n\\r\\n",
        "0\\r\\nnonsense\\r\\n\\r\\n",
        "0\\r\\nContent-Length: 5\\r\\n\\r\\n",
        "4;a=\"b\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
      })
  void refusesBrokenChunks(String body) throws Exception {
    String answer = app.exchange(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + unescape(body));
    assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n");
  }

  @Test
  void boundsChunkExtensionsAndTrailers() throws Exception {
    String long_ = "a".repeat(20_000);
    assertThat(app.exchange(HEAD + "Transfer-Encoding: chunked\r\n\r\n1;" + long_ + "\r\na\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(app.exchange(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + long_ + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void takesAnOriginForAHost() throws Exception {
    assertThat(app.exchange("GET / HTTP/1.1\r\nHost: http://example.com\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(app.exchange("GET / HTTP/1.1\r\nHost: HTTPS://a:1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void readsChunksWithExtensionsAndTrailers() throws Exception {
    String body = "4;a=b\r\nabcd\r\n3\r\nefg\r\n0\r\nX: 1\r\n\r\n";
    assertThat(app.exchange(HEAD + "Connection: close\r\nTransfer-Encoding: Chunked\r\n\r\n" + body))
        .startsWith("HTTP/1.1 200")
        .endsWith("POST / abcdefg");
  }

  @Test
  void answersPipelinedRequestsInOrderAndNothingAfterClose() throws Exception {
    String answer =
        app.exchange(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy"
                + "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n"
                + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    assertThat(answer).containsSubsequence("GET /1 ", "POST /2 xy", "GET /3 ").doesNotContain("GET /4");
  }

  /** As on Node: who asks after its last request is refused, and what it asks for is not done. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1\\r\\nHost: a\\r\\nConnection: close", "HTTP/1.0", "HTTP/1.0\\r\\nConnection: x"})
  void refusesARequestBehindTheLast(String head) throws Exception {
    String first = unescape("GET /slow " + head + "\\r\\n\\r\\n");
    int before = seen();
    String answer = app.exchange(first + "GET /more HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(answer).isEqualTo("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    assertThat(seen()).as("the first one alone").isEqualTo(before + 1);
    assertThat(app.exchange(first + "\r\n\r\n")).startsWith("HTTP/1.1 200 OK").endsWith("slow");
  }

  @Test
  void boundsLeadingEmptyLines() throws Exception {
    refused("\\r\\n".repeat(100_000) + "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 431);
  }

  @Test
  void keepsTheNameOfThePrototypeOutOfTheHeaders() throws Exception {
    assertThat(app.exchange("GET /own HTTP/1.1\r\nHost: a\r\n__proto__: x\r\nConnection: close\r\n\r\n"))
        .endsWith("host,connection true");
  }

  @Test
  void takesHeadsAsLongAsTheServerSays() throws Exception {
    String large =
        """
        const server = require('http').createServer({ maxHeaderSize: 1 << 20 }, (req, res) => {
          res.setHeader('Connection', 'close'); res.end(String(req.headers.x.length));
        });
        """;
    try (TestApp other = TestApp.serve(large)) {
      String head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(500_000) + "\r\n\r\n";
      assertThat(other.exchange(head)).endsWith("500000");
    }
  }

  @Test
  void answersExpectContinueBeforeTheBodyComes() throws Exception {
    try (Socket socket = app.connect()) {
      socket.getOutputStream().write(
          (HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
      assertThat(new String(interim, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).endsWith("POST / ok");
    }
  }
}
