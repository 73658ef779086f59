package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.bound.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module of docs/guide/modules.md, found on the class path as any third party's. */
class ThirdPartyModuleTest {
  @TempDir Path directory;

  private String run(String script) throws Exception {
    Path main = Files.writeString(directory.resolve("app.js"), "const { say } = require('java:out');" + script);
    Words out = new Words();
    try (Cortado app = Cortado.app(main).bind("out", out).start()) {
      assertThat(app.exitCode().get(60, TimeUnit.SECONDS)).isZero();
    }
    return out.text();
  }

  private void install(String version) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("node_modules/text-stats"));
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"text-stats\", \"version\": \"" + version + "\"}");
    Files.writeString(folder.resolve("index.js"), "module.exports = () => 'npm';");
  }

  @Test
  @DisplayName("its functions call Java, block elsewhere, and throw coded errors")
  void serves() throws Exception {
    Files.writeString(directory.resolve("poem.txt"), "so much depends upon");

    assertThat(run("const stats = require('text-stats'); say(stats.words('a b c'));"
            + "stats.wordsOf('poem.txt').then(say).then(() => stats.wordsOf('none.txt')).catch((e) => say(e.code));"))
        .isEqualTo("3 4 ENOENT");
  }

  @Test
  @DisplayName("its sources have one binding in an app, and another one in another app")
  void hasOneBinding() throws Exception {
    String script =
        "const { words, texts } = require('text-stats'); const lines = require('text-stats/lib/lines');"
            + "words('a'); lines('b\\nc'); say(texts());";

    assertThat(run(script)).isEqualTo("2");
    assertThat(run(script)).isEqualTo("2");
  }

  @Test
  @DisplayName("it stands in for installed versions of its ranges, each as its own, and for no other")
  void standsForItsRanges() throws Exception {
    String script = "const stats = require('text-stats'); say(typeof stats === 'function' ? stats('a b') : stats.words('a b'));"
        + "say(typeof stats);";

    install("2.0.7");
    assertThat(run(script)).isEqualTo("2 object");
    install("1.3.0");
    assertThat(run(script)).isEqualTo("2 function");
    install("1.1.0");
    assertThat(run(script)).isEqualTo("npm function");
  }
}
