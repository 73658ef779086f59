package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.Launcher;
import io.cortado.it.support.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node's command line, as the distribution's {@code node} takes it, and the commands around an app. */
class CommandLineIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The folder of the distribution's {@code node}. */
  private static @Nullable String programs;

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.writeString(folder.resolve("pre.js"), "console.log('required', __filename.endsWith('pre.js'));");
    Files.writeString(folder.resolve("imp.mjs"), "console.log('imported', typeof await 1);");
    Files.writeString(folder.resolve("bad.js"), "let a = ;\n");
    Files.writeString(folder.resolve("bad.mjs"), "import 'fs';\nlet a = ;\n");
    Files.writeString(folder.resolve(".env"), "A=of the file\n");
  }

  private String cortado(int code, String... arguments) throws InterruptedException {
    try (RunningProcess process = Launcher.start(folder, Map.of(), arguments)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(code);
      return process.output();
    }
  }

  /** A shell's line, with the distribution's program for Node on the PATH. */
  private String shell(int code, String line) throws InterruptedException {
    if (programs == null) {
      programs = Path.of(cortado(0, "-p", "process.execPath")).getParent().toString();
    }
    String path = programs + ":" + System.getenv("PATH");
    try (RunningProcess process = RunningProcess.start(List.of("sh", "-c", line), folder, Map.of("PATH", path))) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(code);
      return process.output();
    }
  }

  /** The answers are those of Node 22. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          node -p '1 + 1'                                                       => 0 => 2
          node -pe '[typeof os.EOL, __filename, __dirname]'                     => 0 => [ 'string', '[eval]', '.' ]
          node -e 'console.log(process.argv.length, process.execArgv[0])' a     => 0 => 2 -e
          echo 'console.log(__filename, process.argv.slice(1))' | node - a      => 0 => [stdin] [ '-', 'a' ]
          echo 'console.log(7)' | node                                          => 0 => 7
          node --input-type=module -e 'console.log(await 3, typeof require)'    => 0 => 3 undefined
          node -r ./pre.js --import ./imp.mjs -p 1                              => 0 => required true|imported number|1
          node --env-file=.env --env-file-if-exists=none -p process.env.A       => 0 => of the file
          node --stack_trace_limit=3 --title=t -p 'Error.stackTraceLimit + process.title' => 0 => 3t
          NODE_OPTIONS='--title="a b"' node -p 'process.title + process.execArgv.length'  => 0 => a b2
          node --expose-gc -p 'typeof gc'                                       => 0 => function
          node --no-warnings -e 'process.emitWarning("w")'                      => 0 => ~~
          node --unhandled-rejections=none -e 'Promise.reject(1)'               => 0 => ~~
          node --disable-warning=D1 -e 'process.emitWarning("w", "W", "D1")'    => 0 => ~~
          node --max-old-space-size=300 -p 'v8.getHeapStatistics().heap_size_limit < 330e6' => 0 => true
          node -c pre.js                                                        => 0 => ~~
          node --nothing                                                        => 9 => node: bad option: --nothing
          NODE_OPTIONS='-e 1' node -p 1                                         => 9 => node: -e is not allowed in NODE_OPTIONS
          node -e                                                               => 9 => node: -e requires an argument
          """)
  void answersAsNodeDoes(String line, int code, String output) throws Exception {
    assertThat(shell(code, line).replace('\n', '|')).isEqualTo(output);
  }

  @Test
  void namesTheProgramInStacksAndSyntaxErrors() throws Exception {
    assertThat(shell(1, "node -e 'throw new Error(\"x\")'")).startsWith("[eval]:1\nthrow new Error(\"x\")\n").contains("Error: x\n    at [eval]:1:7");
    assertThat(shell(1, "node -c bad.js")).contains("bad.js:1\nlet a = ;\n        ^").contains("SyntaxError: Unexpected token ';'");
    assertThat(shell(1, "node -c bad.mjs")).contains("bad.mjs:2\nlet a = ;").contains("SyntaxError: Unexpected token ';'");
  }

  @Test
  void warnsOfRejectionsAsItIsTold() throws Exception {
    assertThat(shell(1, "node --unhandled-rejections=warn-with-error-code -e 'Promise.reject(3); Promise.reject(4)'"))
        .contains("UnhandledPromiseRejectionWarning: 3\n", "UnhandledPromiseRejectionWarning: 4\n", "(rejection id: 2)");
  }

  @Test
  void startsItselfWhereAProgramLooksForNode() throws Exception {
    Path script = Files.writeString(folder.resolve("tool"), "#!/usr/bin/env node\nconsole.log(process.version, process.argv[2]);\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(shell(0, "./tool x")).matches("v22\\.\\S+ x");
    assertThat(shell(0, "node -e 'child_process.execFileSync(process.execPath, [\"-p\", \"6*7\"], {stdio: \"inherit\"})'")).isEqualTo("42");
  }

  @Test
  void runsScriptsWithItselfAsNode() throws Exception {
    Files.writeString(folder.resolve("package.json"), """
        { "name": "shop", "version": "1.0.0", "scripts": {
          "prehi": "echo before", "hi": "node -p 'process.env.npm_package_name + process.argv[1]'", "all": "npm run -s hi -- ' b' && exit 4" } }
        """);
    assertThat(cortado(0, "run", "-s", "hi", "--", "x")).isEqualTo("before\nshopx");
    assertThat(cortado(4, "run", "all")).isEqualTo("\n> shop@1.0.0 all\n> npm run -s hi -- ' b' && exit 4\n\nbefore\nshop b");
  }

  @Test
  void writesAppsThatPassTheirTests() throws Exception {
    for (String kind : List.of("--api", "--site")) {
      Path app = folder.resolve(kind.substring(2));
      cortado(0, "init", kind, app.toString());
      assertThat(cortado(0, "test", "--prefix", app.toString())).contains(" passed, 0 failed");
      assertThat(cortado(0, "doctor", app.toString())).contains("Nothing that the app needs is missing.");
    }
  }

  @Test
  void hasAPrompt() throws Exception {
    String typed = "const a = { b: 2 }\\na.b + 1\\nfunction f(x) {\\n return x * 2 }\\nf(3)\\nawait Promise.resolve(7)\\n"
        + "{ x: 1 }\\nnull.x\\nJava.type(\"java.lang.Math\").abs(-4)\\n.exit\\n";
    assertThat(shell(0, "printf '" + typed + "' | node -i"))
        .startsWith("> undefined\n> 3\n> ... undefined\n> 6\n> 7\n> { x: 1 }\n> Uncaught TypeError: Cannot read properties of null (reading 'x')\n")
        .contains("\n> 4\n");
  }

  @Test
  void keepsItsOwnLibrariesToItself() throws Exception {
    String asked = "for (const name of ['com.fasterxml.jackson.databind.ObjectMapper', 'io.undertow.Handlers', 'java.util.ArrayList'])"
        + " { try { Java.type(name); console.log('seen'); } catch (error) { console.log(error.message.slice(0, 20)); } }";
    Files.writeString(folder.resolve("app.js"), asked);
    assertThat(cortado(0, "app.js")).isEqualTo("Access to host class\nseen\nseen");
    Files.writeString(folder.resolve("package.json"), "{\"cortado\": {\"java\": [\"com.fasterxml.*\"]}}");
    assertThat(cortado(0, "app.js")).isEqualTo("seen\nAccess to host class\nAccess to host class");
  }

  @Test
  void listensForADebugger() throws Exception {
    Files.writeString(folder.resolve("app.js"), "setInterval(() => {}, 1000); console.log('up');");
    try (RunningProcess process = Launcher.start(folder, Map.of(), "--inspect=0", "app.js")) {
      process.await(Pattern.compile("^up$"), PATIENCE);
      assertThat(process.output()).contains("Debugger listening on ws://127.0.0.1:");
    }
  }
}
