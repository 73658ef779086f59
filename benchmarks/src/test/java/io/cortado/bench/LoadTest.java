package io.cortado.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.bench.LoadGenerator.Load;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
  @Test
  void readsWrk() throws Exception {
    Load load = Wrk.load("  20602 requests in 2.00s, 5.11MB read\nRequests/sec:  10300.55", 200);
    assertThat(load).isEqualTo(new Load(20_602, 2));
    assertThat(load.rate()).isEqualTo(10_301);
    assertThat(Wrk.load("  90 requests in 1.50m, 5.11MB read", 200).seconds()).isEqualTo(90);
  }

  @Test
  void takesErrorsForWrongAnswersUnlessTheyAreWhatWasAskedFor() throws Exception {
    String some = "  20 requests in 2.00s, 5.11MB read\n  Non-2xx or 3xx responses: 7\n";
    String all = "  20 requests in 2.00s, 5.11MB read\n  Non-2xx or 3xx responses: 20\n";
    assertThatThrownBy(() -> Wrk.load(some, 200)).hasMessageContaining("wrong answers");
    assertThatThrownBy(() -> Wrk.load(some, 404)).hasMessageContaining("wrong answers");
    assertThat(Wrk.load(all, 404).requests()).isEqualTo(20);
    assertThatThrownBy(() -> Wrk.load("  0 requests in 2.00s, 0B read\n  Socket errors: connect 64, read 0", 200))
        .hasMessageContaining("wrong answers");
    assertThatThrownBy(() -> Wrk.load("unable to connect", 200)).hasMessageContaining("says nothing");
  }

  @Test
  void readsH2load() throws Exception {
    String output =
        """
        finished in 2.00s, 10301.00 req/s, 1.16MB/s
        requests: 20602 total, 20662 started, 20602 done, 20602 succeeded, 0 failed, 0 errored, 0 timeout
        """;
    assertThat(H2load.load(output)).isEqualTo(new Load(20_602, 2));
    assertThatThrownBy(() -> H2load.load(output.replace("0 failed", "3 failed"))).hasMessageContaining("wrong answers");
    assertThatThrownBy(() -> H2load.load("cannot connect")).hasMessageContaining("says nothing");
  }

  @Test
  void writesRequestsForBothGenerators(@TempDir Path folder) throws Exception {
    Request post = Request.post("/json", "application/json", "{}".getBytes(StandardCharsets.US_ASCII)).with("X-Quoted", "a\"b");
    assertThat(new String(post.bytes(), StandardCharsets.US_ASCII)).isEqualTo(
        "POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Quoted: a\"b\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(Files.readString(post.script(folder)))
        .startsWith("wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.headers[\"X-Quoted\"] = \"a\\\"b\"\n")
        .contains("io.open(");
    assertThat(Request.get("/").plain()).isTrue();
    assertThat(post.plain()).isFalse();
    assertThat(Bodies.json().length).isBetween(1_150, 1_250);
  }

  @Test
  void readsAnswersOfEachKindOverOneConnection() throws Exception {
    String answers = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        + "HTTP/1.1 304 Not Modified\r\ncontent-length: 10240\r\n\r\n"
        + "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        + "HTTP/1.1 204 No Content\r\n\r\n";
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KeptConnection connection = new KeptConnection(server.getLocalPort());
        Socket socket = server.accept()) {
      socket.getOutputStream().write(answers.getBytes(StandardCharsets.US_ASCII));
      byte[] request = Request.get("/").bytes();
      assertThat(connection.send(request)).isEqualTo(200);
      assertThat(connection.send(request)).isEqualTo(304);
      assertThat(connection.send(request)).isEqualTo(404);
      assertThat(connection.send(request)).isEqualTo(204);
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(4 * request.length)).startsWith(request);
    }
  }

  @Test
  void readsTheFiguresOfScripts() {
    Map<String, Double> figures = new TreeMap<>();
    ScriptRun.figure("made 4.25", figures);
    ScriptRun.figure("files 868", figures);
    ScriptRun.figure("(node:1) Warning: 3 things", figures);
    assertThat(figures).isEqualTo(Map.of("made", 4.25, "files", 868.0));
  }
}
