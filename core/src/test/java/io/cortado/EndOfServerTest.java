package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfServerTest {
  @TempDir private Path folder;

  /** What is said on the error stream while an app runs that is meant to serve. */
  private String said(String source, boolean server) throws Exception {
    Path main = Files.writeString(folder.resolve("app.js"), source);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (Cortado app = Cortado.start(new CortadoOptions(main, List.of(), Map.of(), folder, false, List.of(), server))) {
      assertThat(app.awaitExit()).isZero();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isToldWhereAnAppWasOnlyDefined() throws Exception {
    assertThat(said("module.exports = require('http').createServer();", true))
        .isEqualTo(
            "cortado: " + folder.resolve("app.js")
                + " has ended without listening on a port; if another file starts the server, name that one\n");
  }

  @Test
  void isSilentForOtherPrograms() throws Exception {
    assertThat(said("module.exports = 1;", false)).isEmpty();
  }

  @Test
  void isSilentWhereThereWasAServer() throws Exception {
    assertThat(said("const s = require('http').createServer().listen(0, '127.0.0.1', () => s.close());", true)).isEmpty();
    assertThat(said("const s = require('net').createServer().listen(0, '127.0.0.1', () => s.close());", true)).isEmpty();
  }

  @Test
  void isSilentWhereTheAppHasMeantIt() throws Exception {
    assertThat(said("process.exit(0);", true)).isEmpty();
  }
}
