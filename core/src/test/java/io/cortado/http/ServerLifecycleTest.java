package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow, silent, leaving and too many clients, and the orderly end of a server. */
@Timeout(120)
public class ServerLifecycleTest {
  private static final String ECHO =
      """
      const server = require('http').createServer((req, res) => {
        let body = ''; req.on('data', (c) => { body += c; }); req.on('end', () => res.end('body ' + body));
      });
      """;

  /** What the app completes. */
  public static CompletableFuture<Boolean> byPath = new CompletableFuture<>();

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b; text.indexOf(end) < 0 && (b = in.read()) >= 0; ) {
      text.append((char) b);
    }
    return text.toString();
  }

  @Test
  void cutsAHeadThatDripsTooSlowly() throws Exception {
    try (TestApp app = TestApp.serve(ECHO + "server.headersTimeout = 400;"); Socket socket = app.connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: a\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 408 Request Timeout\r\nConnection: close");
    }
  }

  @Test
  void cutsAConnectionThatNeverSpeaks() throws Exception {
    try (TestApp app = TestApp.serve(ECHO + "server.headersTimeout = 400;"); Socket socket = app.connect()) {
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void stopsWhoWritesToAClientThatIsGone() throws Exception {
    String endless =
        """
        const chunk = Buffer.alloc(65536);
        let open = 0;
        const states = new Set();
        const server = require('http').createServer((req, res) => {
          if (req.url === '/') return res.end(open + ' ' + [...states]);
          open++;
          res.on('close', () => { open--; states.add(res.destroyed + ' ' + res.write(chunk)); });
          const go = () => { while (res.write(chunk)); res.once('drain', go); };
          go();
        });
        """;
    try (TestApp app = TestApp.serve(endless)) {
      for (int i = 0; i < 20; i++) {
        try (Socket socket = app.connect()) {
          send(socket, "GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
          until(socket.getInputStream(), "\r\n\r\n");
          socket.setSoLinger(true, 0);
        }
      }
      String state;
      do {
        state = app.exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      } while (!state.endsWith("\r\n\r\n0 true false"));
    }
  }

  /** What stays with JavaScript until the socket takes it arrives whole, between other parts and behind them. */
  @Test
  void sendsLargeBuffersInTheirOrder() throws Exception {
    String large =
        """
        const part = (letter) => Buffer.alloc(700000, letter);
        const server = require('http').createServer((req, res) => {
          res.setHeader('Connection', 'close');
          if (req.url === '/whole') return res.end(part('w'));
          res.write('<'); res.write(part('a')); res.write('-'); res.write(part('b')); res.end(part('c'));
        });
        """;
    try (TestApp app = TestApp.serve(large)) {
      String whole = app.exchange("GET /whole HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(whole).contains("Content-Length: 700000\r\n").endsWith("\r\n\r\n" + "w".repeat(700_000));
      String parts = app.exchange("GET /parts HTTP/1.0\r\n\r\n");
      assertThat(parts.substring(parts.indexOf("\r\n\r\n") + 4))
          .isEqualTo("<" + "a".repeat(700_000) + "-" + "b".repeat(700_000) + "c".repeat(700_000));
      String chunked = app.exchange("GET /parts HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(chunked).contains("\r\naae60\r\n" + "b".repeat(700_000) + "\r\n").endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void answersAThousandRequestsThatComeAtOnceAndOthersInBetween() throws Exception {
    try (TestApp app = TestApp.serve(ECHO); Socket many = app.connect(); Socket other = app.connect()) {
      send(many, "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000) + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      send(other, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(rest(other)).endsWith("body ");
      assertThat(rest(many).split("HTTP/1.1 200 OK", -1)).hasSize(1_002);
    }
  }

  @Test
  void endsIdleConnectionsAfterTheKeepAliveTime() throws Exception {
    try (TestApp app = TestApp.serve(ECHO + "server.keepAliveTimeout = 100;"); Socket socket = app.connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 200 OK").endsWith("body ");
    }
  }

  @Test
  void seesWhatIsMalformedInABodyThatNobodyReads() throws Exception {
    String deaf =
        """
        const server = require('http').createServer((req, res) => {
          res.writeProcessing();
        });
        """;
    try (TestApp app = TestApp.serve(deaf); Socket socket = app.connect()) {
      send(socket, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      until(socket.getInputStream(), "\r\n\r\n");
      send(socket, "W\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 400 Bad Request\r\nConnection: close");
    }
  }

  @Test
  void countsTheKeepAliveTimeFromTheEndOfTheAnswer() throws Exception {
    String busy =
        """
        const server = require('http').createServer((req, res) => {
          const until = Date.now() + 900; while (Date.now() < until); res.end('x');
        });
        server.keepAliveTimeout = 1000;
        """;
    try (TestApp app = TestApp.serve(busy); Socket socket = app.connect()) {
      long sent = System.nanoTime();
      send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(rest(socket)).endsWith("\r\n\r\nx");
      assertThat((System.nanoTime() - sent) / 1_000_000).isGreaterThan(1880);
    }
  }

  @Test
  void endsAnUpgradedConnectionAfterWhatWasWritten() throws Exception {
    String raw =
        """
        const server = require('http').createServer();
        server.on('upgrade', (req, socket) => {
          socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: raw\\r\\n\\r\\n');
          socket.write(Buffer.alloc(20_000_000, 120));
          socket.end('last');
        });
        """;
    try (TestApp app = TestApp.serve(raw); Socket socket = app.connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: raw\r\n\r\n");
      until(socket.getInputStream(), "\r\n\r\n");
      String bytes = rest(socket);
      assertThat(bytes).hasSize(20_000_004).endsWith("last");
    }
  }

  @Test
  void finishesOpenRequestsAndRefusesNewConnectionsWhenItDrains() throws Exception {
    try (TestApp app =
        TestApp.serve(
            """
            const waiting = [];
            const server = require('http').createServer((req, res) => {
              if (req.url === '/release') { res.end('released'); waiting.forEach((r) => r.end('late answer')); }
              else { waiting.push(res); if (waiting.length === 2) Java.type('io.cortado.http.ServerLifecycleTest').both.complete(true); }
            });
            """)) {
      both = new CompletableFuture<>();
      try (Socket one = app.connect(); Socket two = app.connect(); Socket idle = app.connect(); Socket late = app.connect()) {
        send(one, "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
        send(two, "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
        send(late, "GET /release HTTP/1.1\r\nHost: a\r\n");
        both.get();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(app::close);
        assertThat(rest(idle)).as("idle connection").isEmpty();
        send(late, "\r\n");
        assertThat(rest(late)).contains("Connection: close").endsWith("released");
        assertThat(rest(one)).contains("Connection: close").endsWith("late answer");
        assertThat(rest(two)).contains("Connection: close").endsWith("late answer");
        closing.get();
        int port = app.port();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
      }
    }
  }

  /** Connections are handed over by another thread: those of a server that closes at that moment belong to nobody. */
  @Test
  void finishesWhatCameByAPathWhenItDrains() throws Exception {
    byPath = new CompletableFuture<>();
    TestApp app =
        TestApp.start(
            """
            const path = process.env.OUT + '.sock';
            require('http').createServer((req, res) => {
              Java.type('io.cortado.http.ServerLifecycleTest').byPath.complete(true);
              setTimeout(() => res.end('late'), 300);
            }).listen(path, () => require('fs').writeFileSync(process.env.OUT, path));
            """,
            java.util.Map.of());
    try (java.nio.channels.SocketChannel socket =
        java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(app.result()))) {
      socket.write(java.nio.ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      byPath.join();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(app::close);

      assertThat(new String(java.nio.channels.Channels.newInputStream(socket).readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200 OK").endsWith("late");
      closing.join();
    }
  }

  @Test
  void closesConnectionsThatCameWhileItClosed() throws Exception {
    try (TestApp app =
        TestApp.serve(
            """
            const server = require('http').createServer((req, res) => {
              Java.type('io.cortado.http.ServerLifecycleTest').busy.complete(true);
              for (const until = Date.now() + 300; Date.now() < until;);
              server.close();
              setTimeout(() => res.end('the loop goes on'), 10);
            });
            """)) {
      busy = new CompletableFuture<>();
      try (Socket first = app.connect()) {
        send(first, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        busy.get();
        try (Socket late = app.connect()) {
          assertThat(rest(first)).endsWith("the loop goes on");
          assertThat(late.getInputStream().read()).as("answer to the late connection").isEqualTo(-1);
        }
      }
    }
  }

  /** Completed by the script once it keeps its loop busy. */
  public static volatile CompletableFuture<Boolean> busy = new CompletableFuture<>();

  /** Completed by the script of the drain test. */
  public static volatile CompletableFuture<Boolean> both = new CompletableFuture<>();

  @Test
  void tellsTheAppThatAClientHasLeft() throws Exception {
    try (TestApp app =
            TestApp.start(
                """
                const seen = [];
                const server = require('http').createServer((req, res) => {
                  req.on('aborted', () => seen.push('aborted'));
                  req.on('error', (e) => seen.push('req error ' + e.code));
                  req.on('close', () => seen.push('req close'));
                  req.on('data', () => {});
                  res.on('finish', () => seen.push('finish'));
                  res.on('close', () => { seen.push('res close ' + res.writableEnded);
                    setTimeout(() => require('fs').writeFileSync(process.env.OUT + '2', seen.join(',')), 20); });
                  res.write('x');
                });
                server.listen(0, '127.0.0.1', () => require('fs').writeFileSync(process.env.OUT, String(server.address().port)));
                """,
                java.util.Map.of())) {
      try (Socket socket = app.connect()) {
        send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
        until(socket.getInputStream(), "x");
      }
      java.nio.file.Path out = app.directory().resolve("out2");
      while (!java.nio.file.Files.exists(out) || java.nio.file.Files.size(out) == 0) {
        Thread.sleep(1); // ends with the test's time
      }
      assertThat(java.nio.file.Files.readString(out)).isEqualTo("aborted,res close false,req error ECONNRESET,req close");
    }
  }

  @Test
  void holdsBackAWriterWhoseClientDoesNotRead() throws Exception {
    try (TestApp app =
            TestApp.serve(
                """
                let written = 0;
                const block = Buffer.alloc(64 * 1024, 120);
                const server = require('http').createServer((req, res) => {
                  if (req.url === '/written') { res.end(String(written)); return; }
                  const more = () => { while (written < 200 * 1024 * 1024) { written += block.length; if (!res.write(block)) { res.once('drain', more); return; } } res.end(); };
                  more();
                });
                """);
        Socket slow = app.connect()) {
      send(slow, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      until(slow.getInputStream(), "\r\n\r\n");
      String answer = app.exchange("GET /written HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      long written = Long.parseLong(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(written).as("bytes written to a client that does not read").isLessThan(32L << 20);
    }
  }

  @Test
  void holdsBackAClientWhoseBodyIsNotRead() throws Exception {
    try (TestApp app =
            TestApp.serve("const server = require('http').createServer(() => {});");
        Socket socket = app.connect()) {
      socket.setSendBufferSize(64 << 10);
      send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n");
      CompletableFuture<Long> sent =
          CompletableFuture.supplyAsync(
              () -> {
                long total = 0;
                byte[] block = new byte[64 << 10];
                try {
                  for (; total < 104857600; total += block.length) {
                    socket.getOutputStream().write(block);
                  }
                } catch (IOException e) {
                  return total;
                }
                return total;
              });
      String answer = app.exchange("BAD\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(sent).isNotCompleted();
      socket.close();
      assertThat(sent.get()).isLessThan(64L << 20);
    }
  }

  @Test
  void keepsTheConnectionAfterAnUnreadBody() throws Exception {
    try (TestApp app = TestApp.serve("const server = require('http').createServer((req, res) => res.end(req.url));")) {
      String body = "x".repeat(300_000);
      String answer =
          app.exchange(
              "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                  + "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(answer).containsSubsequence("/1", "HTTP/1.1 200 OK", "/2");
    }
  }
}
