package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  private static final Path TEMPLATES = Path.of("src/main/templates/io/cortado/cli/init");

  @TempDir private Path folder;

  private static String run(int code, String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      System.setErr(stream);
      assertThat(Commands.execute(args)).isEqualTo(code);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void listsEachTemplate() throws Exception {
    List<String> listed =
        Files.readAllLines(TEMPLATES.resolve("files.txt")).stream()
            .map(line -> line.replaceFirst(" ", "/").replace(".vscode/", "vscode/") + ".txt").toList();
    List<String> there = files(TEMPLATES).stream().filter(file -> !file.equals("files.txt")).toList();
    assertThat(new TreeSet<>(listed)).containsExactlyElementsOf(there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--api", "--site", "--embed"})
  void writesEachKindWithItsName(String kind) throws Exception {
    Path app = folder.resolve("My App");
    run(0, "init", kind, app.toString());
    assertThat(files(app)).contains("README.md", "Dockerfile", ".gitignore", ".vscode/launch.json");
    for (String file : files(app)) {
      assertThat(Files.readString(app.resolve(file))).as(file).doesNotContain("{{");
    }
    String named = Files.readString(app.resolve(kind.equals("--embed") ? "pom.xml" : "package.json"));
    assertThat(named).contains(kind.equals("--embed") ? "<artifactId>my-app</artifactId>" : "\"name\": \"my-app\"");
  }

  @Test
  void refusesAFolderThatHasSomething() throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "");
    assertThat(run(1, "init", folder.toString())).contains("init writes into an empty folder");
    assertThat(files(folder)).containsExactly("mine.txt");
    run(2, "init");
    run(2, "init", "--api", "--site", folder.resolve("x").toString());
  }
}
