package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica set that fails in every way: what it is sent, and what the app is told, are as with npm's driver. */
class ReplicaTest {
  @TempDir Path work;

  @Test
  void sendsAndTellsWhatNpmsDriverDoes() throws Exception {
    Scripts.Result result = Scripts.run(Scripts.folder().resolve("replica.js"), work, Map.of());
    assertThat(result.output()).as(result.errors()).isEqualTo(Files.readString(Scripts.folder().resolve("replica.txt")));
    assertThat(result.exit()).isZero();
  }
}
