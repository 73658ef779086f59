package io.cortado.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CommonJS and ES modules load as under Node; expectations were recorded from Node. */
class ModuleLoadingTest {
  @TempDir Path directory;

  private void file(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Runs main.js (or .mjs), which calls {@code out(value)}; returns what was given, joined by blanks. */
  private String run(String main, String text) throws Exception {
    file(
        main,
        "const seen = [], out = (...v) => seen.push(...v); process.on('exit', () => "
            + "process.getBuiltinModule('fs').writeFileSync(process.env.OUT, seen.join(' ')));\n"
            + text);
    Path out = directory.resolve("out");
    try (Cortado app =
        Cortado.start(
            CortadoOptions.embedded(directory.resolve(main)).withEnvironment(Map.of("OUT", out.toString())))) {
      int code = app.awaitExit();
      return Files.readString(out) + (code == 0 ? "" : " exit " + code);
    }
  }

  @Test
  void resolvesFilesFoldersAndPackages() throws Exception {
    file("lib/index.js", "module.exports = 'index';");
    file("data.json", "{\"a\": 1}");
    file("node_modules/plain/package.json", "{\"main\": \"./lib/main\"}");
    file("node_modules/plain/lib/main.js", "module.exports = 'plain';");
    file(
        "node_modules/@s/exp/package.json",
        "{\"name\":\"@s/exp\",\"exports\":{\".\":{\"import\":\"./no.js\",\"require\":\"./yes.js\"},\"./f/*\":\"./files/*.js\",\"./n\":null}}");
    file("node_modules/@s/exp/yes.js", "module.exports = 'yes ' + require('@s/exp/f/x');");
    file("node_modules/@s/exp/files/x.js", "module.exports = 'x';");
    assertThat(
            run(
                "main.js",
                """
                out(require('./lib'), require('./data').a, require('plain'), require('@s/exp'), require('@s/exp/f/x'));
                for (const bad of ['nope', './nope', '@s/exp/files/x.js', '@s/exp/n', '#x']) {
                  try { require(bad); out('found'); } catch (e) { out(e.code); }
                }
                """))
        .isEqualTo(
            "index 1 plain yes x x MODULE_NOT_FOUND MODULE_NOT_FOUND ERR_PACKAGE_PATH_NOT_EXPORTED"
                + " ERR_PACKAGE_PATH_NOT_EXPORTED ERR_PACKAGE_IMPORT_NOT_DEFINED");
  }

  @Test
  void givesCyclesWhatIsThereAndCachesModules() throws Exception {
    file("a.js", "exports.early = 1; const b = require('./b'); exports.late = b.saw;");
    file("b.js", "exports.saw = Object.keys(require('./a')).join();");
    assertThat(
            run(
                "main.js",
                """
                const a = require('./a');
                out(a.late, require('./a') === a, require.main === module, Object.keys(require.cache).length, module.children.length);
                delete require.cache[require.resolve('./a')]; out(require('./a') === a);
                """))
        .isEqualTo("early true true 3 1 false");
  }

  @Test
  void keepsLineNumbersAndNamesTheMissingModule() throws Exception {
    assertThat(
            run(
                "main.js",
                """
                try { throw new Error('x'); } catch (e) { out(/main\\.js:2:/.test(e.stack)); }
                try { require('./gone'); } catch (e) { out(e.message.split('\\n')[0], e.requireStack.length); }
                """))
        .isEqualTo("true Cannot find module './gone' 1");
  }

  @Test
  void importsModulesOfAllKinds() throws Exception {
    file("b.mjs", "export const b = 1; export default 2;");
    file("c.cjs", "exports.named = 5;");
    assertThat(
            run(
                "main.mjs",
                """
                import fs, { readFileSync } from 'node:fs';
                import two, { b } from './b.mjs';
                import c, { named } from './c.cjs';
                out(fs.readFileSync === readFileSync, two, b, c.named, named, import.meta.filename.endsWith('main.mjs'));
                const again = await import('./b.mjs'); out(again.b);
                try { await import('./gone.mjs'); } catch (e) { out('rejected'); }
                """))
        .isEqualTo("true 2 1 5 5 true 1 rejected");
  }

  @Test
  void requiresEsModulesAndImportsFromCommonJs() throws Exception {
    file("b.mjs", "export const b = 1; export default 2;");
    assertThat(
            run(
                "main.js",
                "const m = require('./b.mjs'); out(m.b, m.default, m.__esModule); import('./b.mjs').then((n) => out(n === m, n.b));"))
        .isEqualTo("1 2 true false 1");
  }

  @Test
  void saysWhatToTakeInsteadOfANativeAddon() throws Exception {
    file("node_modules/sharp/index.js", "require('./build/sharp.node')");
    file("node_modules/sharp/build/sharp.node", "");
    assertThat(run("main.js", "try { require('sharp') } catch (e) { out(e.code, e.message.split('\\n')[1]) }"))
        .isEqualTo("ERR_DLOPEN_FAILED sharp is a native add-on, which cannot run on the JVM; take jimp, "
            + "or javax.imageio.ImageIO through Java.type");
  }

  @Test
  void runsEntriesThatOnlyTheirSyntaxTellsToBeModules() throws Exception {
    file("b.js", "export const b = 1;");
    assertThat(run("main.js", "import { b } from './b.js'; out(b, typeof require, this === undefined);"))
        .isEqualTo("1 undefined true");
    assertThat(run("main.js", "out(await Promise.resolve('awaited'), import.meta.filename.endsWith('main.js'));"))
        .isEqualTo("awaited true");
    assertThat(run("main.js", "async function f() { await 1 } const s = 'export {}'; out(typeof require, require('./b.js').b);"))
        .isEqualTo("function 1");
    file("package.json", "{\"type\": \"commonjs\"}");
    assertThat(run("main.js", "try { require('./b.js') } catch (e) { out(e.name) }")).isEqualTo("SyntaxError");
  }

  /** These are Node 22's codes, which earlier ones word otherwise. */
  @Test
  void checksImportAttributes() throws Exception {
    file("a.json", "{\"a\": 1}");
    file("m.mjs", "import a from './a.json'; export default a;");
    file("j.mjs", "import a from './a.json' with { type: 'json' }; export default a;");
    assertThat(
            run(
                "main.mjs",
                """
                const attempt = (file, options) => import(file, options).then((m) => out(m.default.a), (e) => out(e.name, e.code));
                await attempt('./a.json');
                await attempt('./a.json', { with: { type: 'json' } });
                await attempt('./a.json', { with: { type: 'css' } });
                await attempt('./a.json', { with: { kind: 'json' } });
                await attempt('./j.mjs', { with: { type: 'json' } });
                await attempt('./m.mjs');
                await attempt('./j.mjs');
                """))
        .isEqualTo(
            "TypeError ERR_IMPORT_ATTRIBUTE_MISSING 1 TypeError ERR_IMPORT_ATTRIBUTE_UNSUPPORTED"
                + " TypeError ERR_IMPORT_ATTRIBUTE_UNSUPPORTED TypeError ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE"
                + " TypeError ERR_IMPORT_ATTRIBUTE_MISSING 1");
  }

  @Test
  void refusesToRequireWhatIsBeingEvaluated() throws Exception {
    file("a.mjs", "import './b.cjs'; export const a = 1;");
    file("b.cjs", "require('./a.mjs');");
    file("c.mjs", "import './c.cjs'; export const c = 1;");
    file("c.cjs", "try { require('./c.mjs') } catch (e) { exports.code = e.code }");
    assertThat(
            run(
                "main.mjs",
                """
                await import('./a.mjs').catch((e) => out(e.code, e.message.includes('a.mjs in a cycle. (from ')));
                out((await import('./c.mjs')).c, (await import('./c.cjs')).default.code);
                """))
        .isEqualTo("ERR_REQUIRE_CYCLE_MODULE true 1 ERR_REQUIRE_CYCLE_MODULE");
  }
}
