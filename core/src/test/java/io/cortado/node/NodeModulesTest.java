package io.cortado.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts over core modules print what they printed under Node, from which the expectations were recorded. */
class NodeModulesTest {
  private static final String OUT =
      """
      const out = (...v) => require('fs').appendFileSync(process.env.OUT, require('util').format(...v) + '\\n');
      """;

  private static final List<String> PEMS =
      List.of("localhost-key.pem", "localhost-cert.pem", "a-key.pem", "a-cert.pem", "b-key.pem", "b-cert.pem");

  @TempDir Path directory;

  @ParameterizedTest(name = "{0} behaves as under Node")
  @ValueSource(
      strings = {
        "fs", "fs-errors", "crypto", "crypto-keys", "zlib", "net", "http-server", "http-client", "tls", "tls-early", "tls-server", "https",
        "child-process", "http2-compat", "http2-core", "http2-tls"
      })
  void behavesAsUnderNode(String name) throws Exception {
    for (String pem : PEMS) {
      Files.writeString(directory.resolve(pem), resource(pem));
    }
    Path script = Files.writeString(directory.resolve(name + ".js"), OUT + resource(name + ".js"));
    Path printed = Files.createFile(directory.resolve("out"));
    Map<String, String> environment =
        Map.of("OUT", printed.toString(), "PEM", directory.toString(), "PATH", System.getenv("PATH"));

    try (Cortado app = Cortado.start(CortadoOptions.embedded(script).withEnvironment(environment))) {
      Integer code = app.exitCode().completeOnTimeout(null, 120, TimeUnit.SECONDS).get();

      assertThat(Files.readString(printed)).isEqualTo(resource(name + ".txt"));
      assertThat(code).as("exit code").isNotNull().isZero();
    }
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = NodeModulesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
