package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that hangs, closes, refuses and slows down: the app is told as by npm's driver, in time, and goes on afterwards. */
class FaultsTest {
  @TempDir Path work;

  @Test
  void tellsOfADatabaseInTroubleAsNpmsDriverDoesAndGoesOn() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      String port = server.uri().substring(server.uri().lastIndexOf(':') + 1);
      Scripts.Result result = Scripts.run(Scripts.folder().resolve("faults.js"), work, Map.of(), port);
      assertThat(result.output()).as(result.errors()).isEqualTo(Files.readString(Scripts.folder().resolve("faults.txt")));
      assertThat(result.exit()).isZero();
    }
  }
}
