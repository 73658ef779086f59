package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One small script for each client of a data store, and what it printed on Node. */
final class StoreScripts {
  private static final Path SOURCES = Path.of("src/test/stores");
  private static final Path WORK = Path.of("target/stores/app").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 180;

  private StoreScripts() {}

  /** Names of the scripts, or of those that {@code -Dstores.script=NAME,NAME} names. */
  static List<String> names() throws IOException {
    List<String> only = Stream.of(System.getProperty("stores.script", "").split(",")).filter(n -> !n.isBlank()).toList();
    try (Stream<Path> files = Files.list(SOURCES.resolve("scripts"))) {
      return files.map(f -> f.getFileName().toString().replaceFirst("\\.js$", "")).sorted()
          .filter(name -> only.isEmpty() || only.contains(name)).toList();
    }
  }

  static Path golden(String name) {
    return SOURCES.resolve("golden").resolve(name + ".txt");
  }

  /** The folder with scripts and packages, installed when package.json has changed. */
  static Path folder() throws IOException, InterruptedException {
    Files.createDirectories(WORK.resolve("scripts"));
    Path manifest = WORK.resolve("package.json");
    Path wanted = SOURCES.resolve("package.json");
    for (String name : names()) {
      Files.copy(script(SOURCES, name), script(WORK, name), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.copy(SOURCES.resolve("load.js"), WORK.resolve("load.js"), StandardCopyOption.REPLACE_EXISTING);
    if (Files.exists(WORK.resolve("node_modules")) && Files.exists(manifest) && Files.mismatch(wanted, manifest) < 0) {
      return WORK;
    }
    Files.copy(wanted, manifest, StandardCopyOption.REPLACE_EXISTING);
    Path log = WORK.resolve("npm.log");
    int code = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts",
        "--prefer-offline", "--loglevel=error").directory(WORK.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (code != 0) {
      Files.delete(manifest);
      throw new IOException("npm install of the clients of data stores failed:\n" + Files.readString(log));
    }
    return WORK;
  }

  /** What a script prints, and its exit code when that is not 0. */
  static String output(List<String> runtime, String name, Map<String, String> stores)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(runtime);
    command.add("scripts/" + name + ".js");
    Path log = WORK.resolve(name + ".log");
    var builder = new ProcessBuilder(command).directory(WORK.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile());
    AppEnvironment.fill(builder.environment(), 0, new LinkedHashMap<>(stores));
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return Files.readString(log) + "= has not ended\n";
    }
    return Files.readString(log) + (process.exitValue() == 0 ? "" : "= exit " + process.exitValue() + "\n");
  }

  private static Path script(Path base, String name) {
    return base.resolve("scripts").resolve(name + ".js");
  }
}
