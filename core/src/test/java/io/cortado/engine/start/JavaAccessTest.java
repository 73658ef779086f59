package io.cortado.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches Java, and by which ways nobody else does. */
class JavaAccessTest {
  private static final String TYPE = "Java.type('java.util.ArrayList')";

  @TempDir Path directory;

  /** What an app says whose package.json has this under "cortado", and which requires a package of this text. */
  private String say(String cortado, String app, String dependency) throws Exception {
    Path out = directory.resolve("out");
    Path folder = Files.createDirectories(directory.resolve("node_modules/p"));
    Files.writeString(folder.resolve("index.js"), dependency);
    Files.writeString(directory.resolve("package.json"), "{\"name\": \"a\", \"cortado\": " + cortado + "}");
    Path main = directory.resolve("app.js");
    Files.writeString(
        main,
        "const say = (f) => { let t; try { t = typeof f(); } catch (e) { t = e.code || e.name; }"
            + " require('fs').appendFileSync(process.env.OUT, t + ' '); };\n" + app);
    CortadoOptions options = CortadoOptions.embedded(main).withEnvironment(Map.of("OUT", out.toString()));
    try (Cortado running = Cortado.start(options)) {
      running.exitCode().get(60, TimeUnit.SECONDS);
    }
    return Files.readString(out).strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | function CORTADO_JAVA_ACCESS",
        "{\"java\": \"app\"} | function CORTADO_JAVA_ACCESS",
        "{\"java\": true} | function function",
        "{\"java\": false} | CORTADO_JAVA_ACCESS CORTADO_JAVA_ACCESS",
        "{\"java\": [\"java.util.*\"]} | function CORTADO_JAVA_ACCESS",
        "{\"java\": [\"java.net.*\"]} | TypeError CORTADO_JAVA_ACCESS",
        "{\"java\": []} | CORTADO_JAVA_ACCESS CORTADO_JAVA_ACCESS",
      })
  void asPackageJsonSays(String cortado, String said) throws Exception {
    String app = "say(() => " + TYPE + "); say(require('p'));";
    assertThat(say(cortado, app, "module.exports = () => " + TYPE)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.ts", "own.cts", "own.cjs"})
  void filesOfTheAppAreItsOwnWhateverTheirLanguage(String name) throws Exception {
    Files.writeString(directory.resolve(name), "module.exports = () => " + TYPE + ";");
    assertThat(say("{}", "say(require('./" + name + "'));", "")).isEqualTo("function");
  }

  /** Ways in which a package may try to have its call look like the app's, or like nobody's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "globalThis." + TYPE,
        "(0, eval)(\"" + TYPE + "\")",
        "eval(\"" + TYPE + "\\n//# sourceURL=/app.js\")",
        "new Function(\"return " + TYPE + "\\n//# sourceURL=node:internal\")()",
        "(function () {}).constructor(\"return " + TYPE + "\")()",
        "this.constructor.constructor(\"return " + TYPE + "\")()",
        "['java.util.ArrayList'].map(Java.type)[0]",
        "Reflect.apply(Java.type, null, ['java.util.ArrayList'])",
        "Java.type.bind(null, 'java.util.ArrayList')()",
        "Java.type.call(Java, 'java.util.ArrayList')",
        "new Proxy(Java.type, {})('java.util.ArrayList')",
        "Object.getOwnPropertyDescriptor(globalThis, 'Java').value.type('java.util.ArrayList')",
        "Object.getOwnPropertyDescriptor(globalThis, 'Java').get().type('java.util.ArrayList')",
        "require('vm').runInThisContext(\"" + TYPE + "\", { filename: '/app.js' })",
        "require('vm').runInNewContext(\"" + TYPE + "\", { Java }, '/app.js')",
        "Java.to(['x'])",
        "Java.from([1])",
        "Java.extend(Object)",
        "JSON.parse('[1]', () => " + TYPE + ")",
        "'a'.replace('a', () => " + TYPE + ")",
        "[2, 1].sort(() => " + TYPE + ")",
        "({ get a() { return " + TYPE + "; } }).a",
      })
  void keepsPackagesOut(String way) throws Exception {
    String call = way.replace("\n", "\\n");
    String said = say("{}", "globalThis.Java; say(require('p'));", "module.exports = function () { return " + call + "; }");
    assertThat(said).isIn("CORTADO_JAVA_ACCESS", "TypeError", "ReferenceError");
  }

  @Test
  void keepsOutWhatComesBackLater() throws Exception {
    String dependency =
        """
        module.exports = (say) => {
          Promise.resolve('java.util.ArrayList').then(Java.type).then((t) => say(() => t), (e) => say(() => { throw e; }));
          setTimeout(Java.type, 1, 'java.util.ArrayList');
          process.on('uncaughtException', (e) => say(() => { throw e; }));
        };
        """;
    assertThat(say("{}", "require('p')(say);", dependency)).isEqualTo("CORTADO_JAVA_ACCESS CORTADO_JAVA_ACCESS");
  }

  @Test
  void letsFilesOfTheAppInOtherFoldersIn() throws Exception {
    Files.createDirectories(directory.resolve("lib"));
    Files.writeString(directory.resolve("lib/a.mjs"), "export default () => " + TYPE + ";");
    Files.writeString(directory.resolve("lib/b.js"), "module.exports = () => " + TYPE + ";");
    String app = "say(require('./lib/b')); import('./lib/a.mjs').then((a) => say(a.default));";
    assertThat(say("{}", app, "")).isEqualTo("function function");
  }
}
