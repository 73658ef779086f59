package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by password and certificate, plainly and over TLS, as npm's driver has them. */
class LoginTest {
  @TempDir Path work;

  @Test
  void logsInAsNpmsDriverDoes() throws Exception {
    Scripts.Result result = Scripts.run(Scripts.folder().resolve("login.js"), work, Map.of());
    assertThat(result.output()).as(result.errors()).isEqualTo(Files.readString(Scripts.folder().resolve("login.txt")));
    assertThat(result.exit()).isZero();
  }
}
