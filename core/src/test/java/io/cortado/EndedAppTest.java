package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an embedded app leaves behind when it has ended: a JVM that runs one after the other must not fill up. */
class EndedAppTest {
  private static final int COLLECTIONS = 100;

  @TempDir Path directory;

  @ParameterizedTest(name = "is collected after {0}")
  @ValueSource(
      strings = {
        "globalThis.over = true",
        "process.exit(0)",
        "setTimeout(() => process.exit(0), 1)",
        "require('fs').promises.readFile(__filename).then(() => process.exit(0))",
        "require('http').createServer().listen(0, '127.0.0.1', () => process.exit(0))"
      })
  void isCollected(String script) throws Exception {
    ReferenceQueue<Cortado> collected = new ReferenceQueue<>();
    Reference<Cortado> app = new WeakReference<>(ended(script), collected);

    Reference<?> gone = null;
    for (int i = 0; i < COLLECTIONS && gone == null; i++) {
      System.gc();
      gone = collected.remove(50);
    }

    assertThat(gone).isSameAs(app);
  }

  @Test
  @DisplayName("process.exit runs nothing that follows, what would catch it included")
  void endsAtOnce() throws Exception {
    Path printed = Files.createFile(directory.resolve("out"));
    String print = "require('fs').appendFileSync(process.env.OUT, 'ran');";
    Path script = directory.resolve("app.js");
    Files.writeString(script, "try { process.exit(3) } catch { " + print + " } finally { " + print + " } " + print);

    CortadoOptions options = CortadoOptions.embedded(script).withEnvironment(Map.of("OUT", printed.toString()));
    try (Cortado app = Cortado.start(options)) {
      assertThat(app.exitCode().get(60, TimeUnit.SECONDS)).isEqualTo(3);
    }

    assertThat(printed).isEmptyFile();
  }

  private Cortado ended(String script) throws Exception {
    Path file = Files.writeString(directory.resolve("app.js"), script);
    try (Cortado app = Cortado.start(CortadoOptions.embedded(file))) {
      assertThat(app.exitCode().get(60, TimeUnit.SECONDS)).isZero();
      return app;
    }
  }
}
