package io.cortado.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app does in its second start, which has a list of the first one's files, what it did in the first. */
class ParsedAheadTest {
  private static final int FILES = StartFiles.FEWEST + 10;

  @TempDir private Path folder;

  @BeforeEach
  void keepLists() throws Exception {
    Files.createDirectories(folder.resolve("image"));
    System.setProperty("cortado.image", folder.resolve("image").toString());
    for (int i = 0; i < FILES; i++) {
      write("lib/" + i + ".js", "exports.n = " + i + "; exports.r = /^a{2}[b-d]" + i + "$/.source; exports.f = (x) => x.y" + i + ";\n");
    }
    write("lib/0.js", "#!/usr/bin/env node\nexports.n = 0; exports.f = (x) => x.y0; exports.r = 'r';\n");
    write("lib/1.js", "exports.n = 1; exports.r = 'r'; exports.f = (x) => x.y1;\n//# sourceURL=elsewhere.js\n");
    write("lib/2.js", "exports.n = 2; exports.r = 'r'; exports.f = async () => (await import('./2.mjs')).default;\n");
    write("lib/2.mjs", "export default 'imported';\n");
    write("main.js", """
        const fs = require('fs'), out = [];
        let sum = 0;
        (async () => {
          for (let i = 0; i < %d; i++) {
            try {
              const lib = require('./lib/' + i);
              sum += lib.n + lib.r.length;
              try { out.push(await lib.f(undefined)); } catch (e) { out.push(e.message + ' ' + e.stack.split('\\n')[1].trim()); }
            } catch (e) {
              out.push(i + ' ' + e.name + ': ' + e.message);
            }
          }
          fs.writeFileSync(process.env.OUT, sum + '\\n' + out.join('\\n'));
        })();
        """.formatted(FILES));
  }

  @AfterEach
  void keepNone() {
    System.clearProperty("cortado.image");
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String run() throws Exception {
    Path out = folder.resolve("out");
    Files.deleteIfExists(out);
    CortadoOptions options = CortadoOptions.embedded(folder.resolve("main.js")).withEnvironment(Map.of("OUT", out.toString()));
    try (Cortado app = Cortado.start(options)) {
      assertThat(app.awaitExit()).isZero();
    }
    return Files.readString(out);
  }

  /** Waits for a list that says something else than {@code before}: it is written when the app's end is known already. */
  private String listAfter(String before) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      String text = Files.exists(list()) ? Files.readString(list()) : before;
      if (!text.equals(before)) {
        return text;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no list was written");
  }

  private Path list() {
    return StartFiles.place(folder.resolve("image/starts"), folder.resolve("main.js"));
  }

  @Test
  void theSecondStartDoesWhatTheFirstDid() throws Exception {
    String first = run();
    assertThat(first).contains("Cannot read properties of undefined (reading 'y7')", "lib/7.js:1:", "imported");
    assertThat(listAfter("")).contains("lib/39.js", "main.js");
    assertThat(run()).isEqualTo(first);
  }

  @Test
  void aFileThatHasChangedIsSeenAsItIs() throws Exception {
    run();
    String before = listAfter("");
    write("lib/7.js", "exports.n = 1000; exports.r = '';\n");
    write("lib/8.js", "exports.r = /a{2,1}/;\n");
    write("lib/9.js", "exports. = 1;\n");
    Files.delete(folder.resolve("lib/10.js"));
    String second = run();
    assertThat(second).contains("8 SyntaxError: ", "9 SyntaxError: Unexpected token '='", "10 Error: Cannot find module");
    assertThat(listAfter(before)).doesNotContain("lib/8.js", "lib/9.js", "lib/10.js");
    assertThat(run()).isEqualTo(second);
  }

  @Test
  void aListThatNamesWhatIsNoFileIsNoHindrance() throws Exception {
    String first = run();
    String text = listAfter("");
    String wrong = text.replace(folder.resolve("lib/7.js").toString(), folder.resolve("lib").toString());
    Files.writeString(list(), wrong);
    assertThat(run()).isEqualTo(first);
    assertThat(listAfter(wrong)).isEqualTo(text);
  }
}
