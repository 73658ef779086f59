package io.cortado.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forked script in a JVM of its own: what it and the app that has forked it tell each other, as Node has it. */
class ForkTest {
  private static final String SCRIPT =
      """
      const out = (...words) => require('fs').appendFileSync(process.env.OUT, words.join(' ') + '\\n');
      const { inspect } = require('util');
      if (process.send) {
        process.on('message', (message) => {
          if (message === 'leave') {
            process.disconnect();
            out('child', process.connected);
          } else if (message === 'exit') {
            process.exit(7);
          } else {
            process.send({ echo: message });
          }
        });
        process.on('disconnect', () => out("child disconnected", process.env.CORTADO_CHANNEL === undefined));
      } else {
        const { fork } = require('child_process');
        const child = fork(__filename, ['x'], { serialization: '%2$s', execPath: '%3$s', silent: true, execArgv: %4$s });
        const next = (child, name) => new Promise((resolve) => child.once(name, (...values) => resolve(values)));
        (async () => {
          child.stderr.pipe(process.stderr);
          out(child.connected, child.stdio.length, typeof child.channel.unref);
          out(child.send({ date: new Date(0), list: [1, undefined], map: new Map([[1, 2]]) }));
          out(inspect(await next(child, 'message'), { breakLength: Infinity }));
          child.send('x'.repeat(3e5));
          const [{ echo }] = await next(child, 'message');
          out(echo.length);
          child.on('disconnect', () => out('disconnected', child.connected));
          child.send('%1$s');
          out((await next(child, "exit"))[0]);
          child.send('late', (error) => out(error.code));
          child.on('error', (error) => out(error.code));
          child.disconnect();
        })();
      }
      """;

  private static String script(String serialization, String end) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String[] arguments = {
      "-Dpolyglot.engine.WarnInterpreterOnly=false", "--enable-native-access=ALL-UNNAMED", "-cp",
      System.getProperty("java.class.path"), "io.cortado.DevMain"
    };
    String list = "['" + String.join("', '", arguments) + "']";
    return SCRIPT.formatted(end, serialization, java, list);
  }

  @ParameterizedTest(name = "messages as {0}, the end by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "json | leave | [ { echo: { date: '1970-01-01T00:00:00.000Z', list: [Array], map: {} } }, undefined ]"
            + " | child false,child disconnected true,0",
        "advanced | exit | [ { echo: { date: 1970-01-01T00:00:00.000Z, list: [Array], map: [Map] } }, undefined ] | 7"
      })
  void aForkedScriptTalksToWhoHasForkedIt(String serialization, String end, String echoed, String last) throws Exception {
    String printed = TestApp.run(script(serialization, end));

    assertThat(printed.lines())
        .contains(last.split(","))
        .containsSubsequence("true 4 function", "true", echoed, "300000", "disconnected false")
        .containsSubsequence("disconnected false", "ERR_IPC_DISCONNECTED", "ERR_IPC_CHANNEL_CLOSED")
        .hasSize(7 + last.split(",").length);
  }

  @Test
  void theChannelKeepsAParentThatHasLetItsChildGo() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String arguments = "['-Dpolyglot.engine.WarnInterpreterOnly=false', '-cp', '" + System.getProperty("java.class.path")
        + "', 'io.cortado.DevMain']";
    String printed = TestApp.run("""
        const out = (...words) => require('fs').appendFileSync(process.env.OUT, words.join(' ') + '\\n');
        if (process.send) {
          process.send('hello');
        } else {
          const child = require('child_process').fork(__filename, [], { execPath: '%s', execArgv: %s, silent: true });
          child.unref();
          child.once('message', (message) => {
            out(message);
            child.disconnect();
          });
        }
        """.formatted(java, arguments));

    assertThat(printed).isEqualTo("hello\n");
  }
}
