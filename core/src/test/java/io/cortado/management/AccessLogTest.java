package io.cortado.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static Handled request(String url, int status, long bytes, String agent) {
    return new Handled(
        Instant.parse("2026-11-29T10:00:00Z"), 12_345_678, "GET", url, "/a/:b", status, bytes, "1.1", "10.0.0.1", null, agent, "id-1");
  }

  @Test
  void writesApachesCombinedFormat() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AccessLog log = new AccessLog(null, out, false, () -> {})) {
      log.add(request("/a/1?q=2", 200, 17, "curl/8"));
      log.add(request("/gone", 0, -1, ""));
    }
    assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\[[^]]*]", "[then]"))
        .isEqualTo(
            """
            10.0.0.1 - - [then] "GET /a/1?q=2 HTTP/1.1" 200 17 "-" "curl/8"
            10.0.0.1 - - [then] "GET /gone HTTP/1.1" - - "-" "-"
            """);
  }

  @Test
  void letsNoClientWriteLinesOfItsOwn() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AccessLog log = new AccessLog(null, out, false, () -> {})) {
      log.add(request("/\"x\ny", 200, 1, "a\r\n10.0.0.9 - \"\\"));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    assertThat(text).contains("\"GET /\\\"x\\x0ay HTTP/1.1\"").endsWith("\"a\\x0d\\x0a10.0.0.9 - \\\"\\\\\"\n");
  }

  @Test
  void appendsObjectsToItsFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("access.log");
    Files.writeString(file, "kept\n");
    try (AccessLog log = new AccessLog(file, OutputStream.nullOutputStream(), true, () -> {})) {
      log.add(request("/\"\n", 404, 3, "x"));
    }
    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("kept");
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(1));
    assertThat(line.get("url").asText()).isEqualTo("/\"\n");
    assertThat(line.get("status").asInt()).isEqualTo(404);
    assertThat(line.get("ms").asDouble()).isEqualTo(12.34);
    assertThat(line.get("route").asText()).isEqualTo("/a/:b");
    assertThat(line.get("id").asText()).isEqualTo("id-1");
  }

  @Test
  void dropsAndCountsWhatADiskCannotTake() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              stuck.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    AtomicInteger dropped = new AtomicInteger();
    try (AccessLog log = new AccessLog(null, slow, false, dropped::incrementAndGet)) {
      for (int i = 0; i < 30_000; i++) {
        log.add(request("/", 200, 1, "x"));
      }
      assertThat(dropped.get()).isBetween(15_000, 20_000);
      stuck.countDown();
    }
  }
}
