package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.WarmEngine;
import io.cortado.module.LoadedFiles;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that start one after the other on what the last one has left. */
class WarmStartTest {
  private static final int COLLECTIONS = 100;

  @TempDir private Path folder;

  private Cortado ended(WarmEngine engine, Path main, LoadedFiles files, int code) throws Exception {
    CortadoOptions options = new CortadoOptions(main, List.of(), Map.of(), folder, false, List.of(), false);
    Cortado app =
        Cortado.prepare(options, null, new Serving(null, Map.of()), ContextStart.begin(main, engine, files));
    app.run();
    assertThat(app.awaitExit()).isEqualTo(code);
    return app;
  }

  @Test
  void keepsNothingOfAppsBeforeTheLast() throws Exception {
    Path main = Files.writeString(folder.resolve("app.js"), "globalThis.kept = Buffer.alloc(1000); process.exit(3);");
    try (WarmEngine engine = new WarmEngine()) {
      ReferenceQueue<Cortado> collected = new ReferenceQueue<>();
      Reference<Cortado> app = new WeakReference<>(ended(engine, main, new LoadedFiles(file -> {}), 3), collected);
      // The engine may remember who entered it last.
      ended(engine, main, new LoadedFiles(file -> {}), 3);
      Reference<?> gone = null;
      for (int i = 0; i < COLLECTIONS && gone == null; i++) {
        System.gc();
        gone = collected.remove(50);
      }
      assertThat(gone).isSameAs(app);
    }
  }

  @Test
  void givesEachAppGlobalsOfItsOwn() throws Exception {
    Path main = Files.writeString(
        folder.resolve("app.js"), "const n = require('./state').n++; process.exit(globalThis.seen ? 1 : n + (globalThis.seen = 2) + Object.keys(Array.prototype).length); ");
    Files.writeString(folder.resolve("state.js"), "module.exports = { n: 5 }; Array.prototype.x = 1;");
    try (WarmEngine engine = new WarmEngine()) {
      for (int i = 0; i < 3; i++) {
        ended(engine, main, new LoadedFiles(file -> {}), 8);
      }
    }
  }

  @Test
  void readsWhatHasChanged() throws Exception {
    Path main = Files.writeString(folder.resolve("app.js"), "process.exit(require('./code.json').code);");
    Path code = Files.writeString(folder.resolve("code.json"), "{\"code\": 4}");
    try (WarmEngine engine = new WarmEngine()) {
      ended(engine, main, new LoadedFiles(file -> {}), 4);
      Files.writeString(code, "{\"code\": 15}");
      ended(engine, main, new LoadedFiles(file -> {}), 15);
    }
  }

  @Test
  void tellsWhichFilesAnAppHasLoadedAndMissed() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{}");
    Path main = Files.writeString(
        folder.resolve("app.js"), "require('./a'); try { require('./missing'); } catch {} import('./b.mjs').then(() => process.exit(6));");
    Path a = Files.writeString(folder.resolve("a.js"), "");
    Path b = Files.writeString(folder.resolve("b.mjs"), "");
    Queue<Path> told = new ConcurrentLinkedQueue<>();
    LoadedFiles files = new LoadedFiles(told::add);
    try (WarmEngine engine = new WarmEngine()) {
      ended(engine, main, files, 6);
    }
    assertThat(told).contains(main, a, b, folder.resolve("missing.js"), folder.resolve("package.json"));
    assertThat(files.isChanged(folder.resolve("missing.js"))).isFalse();
    Files.writeString(folder.resolve("missing.js"), "");
    Files.writeString(a, "changed");
    assertThat(files.isChanged(folder.resolve("missing.js"))).isTrue();
    assertThat(files.isChanged(a)).isTrue();
    assertThat(files.isChanged(b)).isFalse();
  }
}
