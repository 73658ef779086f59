package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same scripts as npm's driver ran, against the same server; golden.txt is what they printed there. */
class DifferentialTest {

  @TempDir Path work;

  @Test
  void printsWhatNpmsDriverPrints() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      Scripts.Result result = Scripts.run(Scripts.folder().resolve("all.js"), work, Map.of(), server.uri());
      assertThat(result.output()).isEqualTo(Files.readString(Scripts.folder().resolve("golden.txt")));
      assertThat(result.exit()).isZero();
    }
  }
}
