package io.cortado.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import io.cortado.management.OperationsOptions;
import io.cortado.node.options.NodeLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of Node's about modules; expectations were recorded from Node 22. */
class ModuleOptionsTest {
  @TempDir Path directory;

  private void file(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Runs a file with options; returns what it gave to {@code out(value)}, joined by blanks. */
  private String run(String main, String text, String... options) throws Exception {
    file(
        main,
        "const seen = [], out = (...v) => seen.push(...v); process.on('exit', () => "
            + "process.getBuiltinModule('fs').writeFileSync(process.env.OUT, seen.join(' ')));\n"
            + text);
    Path out = directory.resolve("out");
    NodeLine line = new NodeLine();
    line.read(List.of(options), 0, word -> false);
    CortadoOptions all =
        new CortadoOptions(
            directory.resolve(main), List.of(), Map.of("OUT", out.toString()), directory, false, List.of(options), false, Map.of(), 0,
            OperationsOptions.NONE, line);
    try (Cortado app = Cortado.start(all)) {
      int code = app.awaitExit();
      return Files.readString(out) + (code == 0 ? "" : " exit " + code);
    }
  }

  @Test
  void mocksModulesForRequireAndImport() throws Exception {
    file("dep.mjs", "export default 'real default'; export const a = 'real a';");
    file("dep.cjs", "exports.v = 'real';");
    file("user.mjs", "import d, { a } from './dep.mjs'; import c from './dep.cjs'; export const all = [d, a, Object.keys(c)].join();");
    assertThat(
            run(
                "main.mjs",
                """
                import { mock } from 'node:test';
                import { createRequire } from 'node:module';
                const require = createRequire(import.meta.url);
                require('./dep.cjs');
                const esm = mock.module('./dep.mjs', { defaultExport: 'D', namedExports: { a: 'A' } });
                const cjs = mock.module('./dep.cjs', { defaultExport: { m: 1 }, namedExports: { n: 2 } });
                const core = mock.module('fs', { namedExports: { readFileSync: 5 }, cache: true });
                out((await import('./user.mjs')).all, Object.keys(require('./dep.cjs')), require('node:fs').readFileSync);
                try { mock.module('./dep.mjs') } catch (e) { out(e.code) }
                try { mock.module('./nowhere.mjs') } catch (e) { out(e.code) }
                esm.restore(); cjs.restore(); core.restore();
                out((await import('./dep.mjs')).a, require('./dep.cjs').v, typeof require('node:fs').readFileSync);
                """,
                "--experimental-test-module-mocks"))
        .isEqualTo("D,A,m,n m,n 5 ERR_INVALID_STATE ERR_MODULE_NOT_FOUND real a real function");
  }

  @Test
  void takesConditionsOfTheUsers() throws Exception {
    file("package.json", "{\"name\":\"own\",\"exports\":{\".\":{\"custom\":\"./custom.js\",\"default\":\"./usual.js\"}}}");
    file("custom.js", "module.exports = 'custom';");
    file("usual.js", "module.exports = 'usual';");
    assertThat(run("main.js", "out(require('own')); import('own').then((m) => out(m.default));", "--conditions=custom"))
        .isEqualTo("custom custom");
  }

  @Test
  void leavesTypesInWhereItIsToldTo() throws Exception {
    file("a.ts", "module.exports = 1 as number;");
    assertThat(
            run(
                "main.js",
                "out(process.features.typescript); try { require('./a.ts') } catch (e) { out(e.name) }",
                "--no-experimental-strip-types"))
        .isEqualTo("false SyntaxError");
  }

  @Test
  void namesTheOriginalsOfGeneratedText() throws Exception {
    file("gen.js", "\nfunction f() {\n    throw new Error('mapped');\n}\nf();\n//# sourceMappingURL=gen.js.map\n");
    file("gen.js.map", "{\"version\":3,\"sources\":[\"gen.ts\"],\"names\":[],\"mappings\":\"AACA;AAAA;IAGI,MAAM;\"}");
    assertThat(
            run("main.js", "try { require('./gen.js') } catch (e) { out(/gen.*$/m.exec(e.stack.split('\\n')[1])[0]) }", "--enable-source-maps"))
        .isEqualTo("gen.ts:5:11)");
  }

  @Test
  void loadsHooksBeforeTheApp() throws Exception {
    file("hooks.mjs", "export const resolve = (specifier, context, next) => next(specifier === 'moved' ? './target.mjs' : specifier, context);");
    file("target.mjs", "export default import.meta.main;");
    assertThat(run("main.mjs", "import moved from 'moved'; out(moved, import.meta.main);", "--experimental-loader", "./hooks.mjs"))
        .isEqualTo("false true");
  }
}
