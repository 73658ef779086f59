package io.cortado.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Core modules print what Node prints: each script of {@code src/test/resources/node} logs to {@code $OUT}, and the text
 * beside it was recorded by running it with Node ({@code OUT=x.txt node x.js}).
 */
class RecordedScriptsTest {
  @ParameterizedTest(name = "{0} as Node has it")
  @ValueSource(
      strings = {
        "inspect", "format", "buffer", "events", "url", "path", "assert", "web", "streams", "http-classes", "http-classes-set",
        "http-classes-static", "engine-errors", "webcrypto", "zlib-closed", "overflow"
      })
  void printsWhatNodePrints(String name) throws Exception {
    assertThat(TestApp.run(resource(name + ".js"))).isEqualTo(resource(name + ".txt"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RecordedScriptsTest.class.getResourceAsStream("/node/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
