package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void capture() {
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private String run(int code, String... args) {
    assertThat(Commands.execute(args)).isEqualTo(code);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsHelp() {
    assertThat(run(0, "--help")).contains("Usage: cortado [OPTION...] [APP] [ARGUMENT...]").contains("mongo");
  }

  @Test
  void printsVersionsAndTheRuntimeInUse() {
    assertThat(run(0, "--version")).contains("Cortado ", "GraalJS 25", "JDK 25", "Runtime: ");
  }

  @Test
  void saysWhosePackagesAnAppGets(@TempDir Path app) throws Exception {
    Files.writeString(app.resolve("app.js"), "");
    Files.writeString(app.resolve("package.json"), "{\"dependencies\": {\"express\": \"^4.17.0\"}}");
    assertThat(run(0, "--version", app.toString()))
        .contains("Runtime: ", "express ^4.17.0, not installed: Cortado's own 4.");
    assertThat(run(1, "--version", app.resolve("nothing").toString())).contains("there is no file or folder");
  }

  @Test
  void leavesWithTwoForWrongUsage() {
    assertThat(run(2)).contains("name the app to run").contains("Try cortado --help");
    assertThat(run(2, "--nonsense")).contains("--nonsense");
  }
}
