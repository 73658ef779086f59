package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print that tell of an app and of the machine. */
class ConfigCommandTest {
  @TempDir private Path folder;

  private static String run(String... args) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      assertThat(Commands.execute(args)).isZero();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsEachOptionWithItsOrigin() throws Exception {
    Files.writeString(folder.resolve("app.js"), "");
    Files.writeString(folder.resolve("package.json"), """
        { "scripts": { "start": "NODE_ENV=production node --no-warnings app.js" },
          "cortado": { "handlerDeadline": 500, "installed": ["pug"] } }
        """);
    assertThat(run("config", "--port", "81", "--title=x", folder.toString()).lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .contains(
            "PORT | 81 | --port", "handler deadline | 500 ms | package.json", "packages installed | pug | package.json",
            "packages builtin | - | not set", "Node's options | --no-warnings | start script",
            "Node's options | --title=x | command line", "NODE_ENV | production | start script");
  }

  @Test
  void tellsOfTheMachineWithoutSecrets() {
    assertThat(run("report")).contains("Cortado ", "Runtime: ", "System: ", "Processors: ", "Heap: ", "values that are not told: ");
  }

  @Test
  void hasScriptsForShells() {
    assertThat(run("completion", "bash")).contains("doctor) words='--json", "--no-warnings", "complete -o filenames -F _cortado cortado");
    assertThat(run("completion", "zsh")).startsWith("autoload -U +X bashcompinit");
    assertThat(run("completion", "fish")).contains("complete -c cortado -n __fish_use_subcommand -l env-file -r");
  }
}
