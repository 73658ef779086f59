package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connection strings and options of a client are read, and refused, in the words of npm's driver. */
class OptionsTest {
  @TempDir Path work;

  @Test
  void readsAndRefusesWhatNpmsDriverDoes() throws Exception {
    Scripts.Result result = Scripts.run(Scripts.folder().resolve("options.js"), work, Map.of());
    assertThat(result.output()).isEqualTo(Files.readString(Scripts.folder().resolve("options.txt")));
    assertThat(result.exit()).isZero();
  }
}
