package io.cortado.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  @TempDir private Path directory;

  @Test
  void readsWholeRequests() throws Exception {
    Path file = Files.writeString(directory.resolve("r.http"), "GET / HTTP/1.1\nAccept: */*\n---\nPOST /a HTTP/1.1\n\n{}\n");
    assertThat(Training.requests(file))
        .containsExactly(
            "GET / HTTP/1.1\r\nAccept: */*\r\nHost: localhost\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
  }

  @Test
  void theImagesFingerprintChangesWithAJar() throws Exception {
    Path jdk = Path.of(System.getProperty("java.home"));
    Files.writeString(directory.resolve("a.jar"), "1");
    String before = Fingerprint.of(jdk, directory, java.util.List.of());
    assertThat(Fingerprint.of(jdk, directory, java.util.List.of())).isEqualTo(before);
    Files.writeString(directory.resolve("a.jar"), "12");
    assertThat(Fingerprint.of(jdk, directory, java.util.List.of())).isNotEqualTo(before);
  }
}
