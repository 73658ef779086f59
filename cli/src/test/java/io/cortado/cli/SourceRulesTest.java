package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING.md that no tool on JDK 17 can check, because it could not parse Java 25. */
class SourceRulesTest {
  /** Beyond what is asked for (120), so that a line may keep what belongs together. */
  private static final int MAX_LINE = 145;

  private static final int MAX_JAVA = 400;
  private static final int MAX_JS = 500;

  /** Longer, for a reason that its own documentation or docs/adr gives. */
  private static final Map<String, Integer> LONGER = Map.of("HttpConnection.java", 480);

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static List<Path> sources(String extension) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(path -> Files.isRegularFile(path.resolve("pom.xml"))).toList()) {
        Path source = module.resolve("src");
        if (Files.isDirectory(source)) {
          try (Stream<Path> files = Files.walk(source)) {
            // Test apps and their cases are written as their subject needs them.
            files.filter(file -> file.toString().endsWith(extension))
                .filter(file -> file.toString().contains("/src/main/") && !file.endsWith("mime-table.js"))
                .forEach(all::add);
          }
        }
      }
    }
    return all;
  }

  private static List<String> tooLong(String extension, int max) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources(extension)) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() > LONGER.getOrDefault(file.getFileName().toString(), max)) {
        found.add(ROOT.relativize(file) + " has " + lines.size() + " lines (at most " + max + ")");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > MAX_LINE) {
          found.add(ROOT.relativize(file) + ":" + (i + 1) + " has " + lines.get(i).length() + " columns (at most " + MAX_LINE + ")");
        }
      }
    }
    return found;
  }

  @Test
  void javaFilesAndLinesAreShort() throws Exception {
    assertThat(tooLong(".java", MAX_JAVA)).isEmpty();
  }

  @Test
  void scriptsAndTheirLinesAreShort() throws Exception {
    assertThat(tooLong(".js", MAX_JS)).isEmpty();
  }

  @Test
  void scriptsAreStrict() throws Exception {
    List<Path> sloppy = new ArrayList<>();
    for (Path file : sources(".js")) {
      if (!file.endsWith("bootstrap.js") && !Files.readString(file).contains("'use strict';")) {
        sloppy.add(ROOT.relativize(file));
      }
    }
    assertThat(sloppy).isEmpty();
  }

  @Test
  void packagesSayWhatTheyAreForAndAreNullMarked() throws Exception {
    List<Path> silent = new ArrayList<>();
    for (Path file : sources(".java")) {
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).matches("(?s)/\\*\\*.*@NullMarked.*")) {
        silent.add(ROOT.relativize(info));
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void nothingIsLeftToDo() throws Exception {
    List<Path> open = new ArrayList<>();
    for (String extension : List.of(".java", ".js")) {
      for (Path file : sources(extension)) {
        if (Files.readString(file).matches("(?s).*\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b.*")) {
          open.add(ROOT.relativize(file));
        }
      }
    }
    assertThat(open).isEmpty();
  }
}
