package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What signals do to a process that runs an app. */
class SignalsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "SIG{0} to `{1}` ends it with {2}, having said {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TERM | say('up'); for (;;) {}                                                     | 143 | up",
        "HUP  | setTimeout(() => { say('up'); for (;;) {} })                               | 129 | up",
        "USR2 | say('up'); setInterval(() => {}, 1000)                                     | 140 | up",
        "TERM | const l = () => say('no'); process.on('SIGTERM', l).off('SIGTERM', l); say('up'); setInterval(l, 1e6)"
            + " | 143 | up",
        "USR2 | process.once('SIGUSR2', () => { say('last'); process.kill(process.pid, 'SIGUSR2'); }); say('up');"
            + " setInterval(() => {}, 1000) | 140 | up last",
        "TERM | process.on('SIGTERM', (name, n) => { say(name + n); process.exit(3); }); say('up'); setInterval(say, 1e6)"
            + " | 3 | up SIGTERM15",
        "USR1 | process.on('SIGUSR1', (name) => { say(name); process.exit(0); }); say('up'); setInterval(say, 1e6)"
            + " | 0 | up SIGUSR1",
        "TERM | const http = require('http'); http.createServer((q, r) => { say('up'); setTimeout(() => r.end(), 1000); })"
            + ".listen(0, function () { http.get({ port: this.address().port, agent: false }, (r) => r.resume()); })"
            + " | 143 | up",
      })
  void endsAsNodeDoes(String signal, String script, int code, String said) throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Path main = directory.resolve("app.js");
    Files.writeString(main, "const say = (what) => require('fs').writeSync(1, `${what}\\n`);\n" + script);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "io.cortado.DevMain", main.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder heard = new StringBuilder(out.readLine());
      new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      out.lines().forEach(line -> heard.append(' ').append(line));
      assertThat(heard).hasToString(said);
      assertThat(process.exitValue()).isEqualTo(code);
    } finally {
      process.destroyForcibly();
    }
  }
}
