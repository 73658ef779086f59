package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    assertThat(run(0, "--help")).contains("Usage: cortado [--port N] APP [ARGUMENT...]").contains("mongo");
  }

  @Test
  void printsVersionsAndTheRuntimeInUse() {
    assertThat(run(0, "--version")).contains("Cortado ", "GraalJS 25", "JDK 25", "Runtime: ");
  }

  @Test
  void leavesWithTwoForWrongUsage() {
    assertThat(run(2, "--port", "70000", "app.js")).contains("--port must be a number").contains("Try cortado --help");
    assertThat(run(2)).contains("name the app to run");
    assertThat(run(2, "--nonsense")).contains("--nonsense");
  }
}
