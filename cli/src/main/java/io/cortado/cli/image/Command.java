package io.cortado.cli.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the JDK to its end. */
final class Command {
  private static final int LIMIT_SECONDS = 300;

  private Command() {}

  /** Fails with the program's last lines where it leaves with anything but 0, or has not ended in five minutes. */
  static void run(List<String> command, Path log) throws IOException, InterruptedException, ImageException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    int code = ended ? process.exitValue() : process.destroyForcibly().waitFor();
    if (code != 0) {
      List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
      throw new ImageException(Path.of(command.getFirst()).getFileName() + " failed (exit " + code + "): " + end);
    }
  }
}
