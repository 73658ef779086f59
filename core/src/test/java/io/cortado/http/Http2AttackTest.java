package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/2 that mean ill are sent away, and cost the others nothing. */
@Timeout(120)
class Http2AttackTest {
  private static final String APP =
      """
      const server = require('http2').createServer((req, res) => {
        if (req.url !== '/never') res.end('x'.repeat(req.url === '/large' ? 1 << 20 : 1));
      });
      """;

  private static final int WINDOW_UPDATE = 8;
  private static final int PRIORITY = 2;
  private static final int PUSH_PROMISE = 5;
  private static final int MOST = 100_000;

  private interface Step {
    void run(RawHttp2 client, int count) throws IOException;
  }

  /** The error that the server ends the connection with, while a client goes on; -1 where it lets it be. */
  private static int errorOf(TestApp app, Step step) throws Exception {
    try (RawHttp2 client = new RawHttp2(app.connect())) {
      try {
        for (int i = 0; i < MOST; i++) {
          step.run(client, i);
        }
      } catch (IOException e) {
        return RawHttp2.BROKEN;
      }
      RawHttp2.Frame frame = client.next(RawHttp2.GOAWAY);
      return frame == null ? RawHttp2.BROKEN : frame.payload()[7];
    }
  }

  private static void assertServes(TestApp app) throws Exception {
    try (RawHttp2 other = new RawHttp2(app.connect())) {
      other.get(1, "/");
      assertThat(other.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "settings", "priority", "unknown", "empty data", "empty parts of a head", "windows of nothing"})
  void floodsEndTheirConnection(String what) throws Exception {
    Step step =
        switch (what) {
          case "ping" -> (client, i) -> client.send(RawHttp2.PING, 0, 0, new byte[8]);
          case "settings" -> (client, i) -> client.send(RawHttp2.SETTINGS, 0, 0, new byte[0]);
          case "priority" -> (client, i) -> client.send(PRIORITY, 0, 1, new byte[5]);
          case "unknown" -> (client, i) -> client.send(0xbb, 0, 0, new byte[0]);
          case "empty data" -> (client, i) -> {
            if (i == 0) {
              client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, post());
            }
            client.send(RawHttp2.DATA, 0, 1, new byte[0]);
          };
          case "empty parts of a head" -> (client, i) -> client.send(i == 0 ? RawHttp2.HEADERS : RawHttp2.CONTINUATION, 0, 1, new byte[0]);
          // Each makes the server give a stream up, which it would otherwise go on to answer.
          case "windows of nothing" -> (client, i) -> {
            client.get(2 * i + 1, "/never");
            client.send(WINDOW_UPDATE, 0, 2 * i + 1, new byte[4]);
          };
          default -> throw new IllegalArgumentException(what);
        };
    try (TestApp app = TestApp.serve(APP)) {
      assertThat(errorOf(app, step)).isIn(RawHttp2.BROKEN, 11);
      assertServes(app);
    }
  }

  private static byte[] post() {
    return RawHttp2.fields(":method", "POST", ":path", "/never", ":scheme", "http", ":authority", "a");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatBreaksTheRulesEndsTheConnection(int which) throws Exception {
    try (TestApp app = TestApp.serve(APP);
        RawHttp2 client = new RawHttp2(app.connect())) {
      int expected =
          switch (which) {
            case 0 -> sent(client, RawHttp2.DATA, 0, 1, new byte[1], 1);
            case 1 -> sent(client, RawHttp2.DATA, 0, 0, new byte[1], 1);
            case 2 -> sent(client, RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2, post(), 1);
            case 3 -> sent(client, RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, new byte[] {(byte) 0xff, (byte) 0xff, 0x7f}, 9);
            case 4 -> sent(client, RawHttp2.SETTINGS, 0, 0, new byte[5], 6);
            case 5 -> sent(client, RawHttp2.PING, 0, 0, new byte[7], 6);
            case 6 -> sent(client, WINDOW_UPDATE, 0, 0, new byte[4], 1);
            case 7 -> sent(client, WINDOW_UPDATE, 0, 0, new byte[] {0x7f, -1, -1, -1}, 3);
            case 8 -> sent(client, RawHttp2.HEADERS, 8 | RawHttp2.END_HEADERS, 1, new byte[] {9, 1}, 1);
            case 9 -> sent(client, PUSH_PROMISE, RawHttp2.END_HEADERS, 1, new byte[4], 1);
            default -> sent(client, RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, new byte[0], 1);
          };
      RawHttp2.Frame frame = Objects.requireNonNull(client.next(RawHttp2.GOAWAY));

      assertThat((int) frame.payload()[7]).isEqualTo(expected);
    }
  }

  private static int sent(RawHttp2 client, int type, int flags, int stream, byte[] payload, int expected) throws IOException {
    client.send(type, flags, stream, payload);
    return expected;
  }

  @Test
  void whoReadsNothingIsNotReadFrom() throws Exception {
    try (TestApp app = TestApp.serve(APP);
        RawHttp2 client = new RawHttp2(app.connect())) {
      client.send(WINDOW_UPDATE, 0, 0, new byte[] {0x7f, 0, 0, 0});
      for (int i = 0; i < 50; i++) {
        client.get(2 * i + 1, "/large");
      }

      assertServes(app);
    }
  }

  @Test
  void headsOfManyFieldsAreRefusedAndLaterOnesRead() throws Exception {
    String[] many = new String[1000];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "x-" + i;
      many[i + 1] = "v".repeat(20);
    }
    try (TestApp app = TestApp.serve(APP);
        RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/", many);
      assertThat(client.status()).isEqualTo(0);
      client.get(3, "/");
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefused() throws Exception {
    try (TestApp app = TestApp.serve(APP);
        RawHttp2 client = new RawHttp2(app.connect())) {
      // The limit counts once the client has taken it.
      client.send(RawHttp2.SETTINGS, 1, 0, new byte[0]);
      for (int i = 0; i < 101; i++) {
        client.get(2 * i + 1, "/never");
      }
      RawHttp2.Frame frame = Objects.requireNonNull(client.next(RawHttp2.RST_STREAM));

      assertThat(frame.stream()).isEqualTo(201);
      assertThat((int) frame.payload()[3]).isEqualTo(7);
    }
  }

  @Test
  void namesInCapitalsAreMalformed() throws Exception {
    try (TestApp app = TestApp.serve(APP);
        RawHttp2 client = new RawHttp2(app.connect())) {
      client.get(1, "/", "X-Upper", "1");

      assertThat((int) Objects.requireNonNull(client.next(RawHttp2.RST_STREAM)).payload()[3]).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoHttp2EndsAtOnce() throws Exception {
    try (TestApp app = TestApp.serve(APP);
        java.net.Socket socket = app.connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

      assertThat(socket.getInputStream().readAllBytes()).isNotNull();
    }
  }
}
