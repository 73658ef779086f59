package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which code an app ends whose last words fail, and what it has said by then; both as Node does. */
class FatalErrorsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} ends with {1}, having said {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "on('exit', (c) => { say(c); fail('x') }); on('exit', () => say('no'))                      | 1 | 0",
        "process.exitCode = 3; on('exit', (c) => { say(c); fail('x') })                             | 3 | 3",
        "on('exit', (c) => { say(c); fail('x') }); setTimeout(() => process.exit(5), 1)             | 5 | 5",
        "on('uncaughtException', (e) => say(e.message)); on('exit', (c) => { say(c); fail('x') })   | 0 | 0 x",
        "on('exit', (c) => { say(c); fail('x') }); fail('first')                                    | 1 | 1",
        "on('exit', (c) => { say(c); process.exit(9) }); on('exit', () => say('no'))                | 9 | 0",
        "on('exit', () => { process.nextTick(say, 'no'); Promise.resolve('m').then(say); say('e') }) | 0 | e m",
        "on('exit', () => { const f = () => f(); f() })                                             | 1 |",
        "on('beforeExit', () => { say('b'); fail('x') }); on('exit', say)                           | 1 | b 1",
        "on('uncaughtException', () => fail('second')); on('exit', say); fail('first')              | 7 |",
        "on('uncaughtException', () => { const f = () => f(); f() }); on('exit', say); fail('x')    | 7 |",
        "on('uncaughtException', () => process.exit(4)); on('exit', say); fail('first')             | 4 | 4",
        "on('uncaughtExceptionMonitor', () => fail('m')); on('exit', say); fail('first')            | 7 |",
        "process.setUncaughtExceptionCaptureCallback(() => fail('c')); on('exit', say); fail('x')   | 7 |",
        "on('unhandledRejection', (e) => { say(e); fail('x') }); on('exit', say); Promise.reject('r') | 1 | r 1",
        "on('warning', (w) => { say(w.message); fail('x') }); on('exit', say); process.emitWarning('w') | 1 | w 1",
        "on('exit', say); throw null                                                                | 1 | 1",
        "on('exit', say); throw new Proxy({}, { get() { throw new Error('trap') } })                | 1 | 1",
      })
  void endsAsNodeDoes(String script, int code, String said) throws Exception {
    Path out = Files.createFile(directory.resolve("out"));
    Path main = directory.resolve("app.js");
    Files.writeString(
        main,
        """
        const on = (name, listener) => process.on(name, listener);
        const say = (what) => require('fs').appendFileSync(process.env.OUT, `${what} `);
        const fail = (message) => { throw new Error(message); };
        """ + script);

    CortadoOptions options = CortadoOptions.embedded(main).withEnvironment(Map.of("OUT", out.toString()));
    try (Cortado app = Cortado.start(options)) {
      assertThat(app.exitCode().get(60, TimeUnit.SECONDS)).isEqualTo(code);
    }

    assertThat(Files.readString(out).strip()).isEqualTo(said == null ? "" : said);
  }
}
