package io.cortado.addons;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts of src/test/js on Cortado, each in a process of its own as a user would. */
final class Scripts {

  private static final int LIMIT_SECONDS = 240;

  record Result(String output, String errors, int exit) {}

  private Scripts() {}

  static Path folder() {
    return Path.of("src/test/js").toAbsolutePath();
  }

  static Result run(Path script, Path workingDirectory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xss8m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.cortado.DevMain", script.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("script", ".out");
    Path errors = Files.createTempFile("script", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().remove("NODE_ENV");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(script + " did not end; it printed " + Files.readString(output));
      }
      return new Result(
          Files.readString(output, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8),
          process.exitValue());
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
