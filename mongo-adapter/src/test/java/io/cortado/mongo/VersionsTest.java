package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each major version of the driver, chosen by the package.json beside the script, prints what npm's printed. */
class VersionsTest {

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(strings = {"v6", "v7"})
  void hasTheOptionsAddressesAndValuesOfItsVersion(String version) throws Exception {
    Path folder = Scripts.folder().resolve(version);
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      Scripts.Result result = Scripts.run(folder.resolve("versions.js"), work, Map.of(), server.uri());
      assertThat(result.output()).isEqualTo(Files.readString(folder.resolve("golden.txt")));
      assertThat(result.exit()).isZero();
    }
  }
}
