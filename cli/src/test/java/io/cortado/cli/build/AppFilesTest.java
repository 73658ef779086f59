package io.cortado.cli.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppFilesTest {
  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void writeApp() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("app"));
    write("package.json", "{\"dependencies\": {\"a\": \"1\"}, \"devDependencies\": {\"@d/dev\": \"1\"}}");
    write("app.js", "");
    write(".env", "SECRET=1");
    write(".env.production", "SECRET=2");
    write(".git/config", "");
    write("data/cortado.mv", "");
    write("data/cities.json", "");
    write("lib/notes.log", "");
    write("node_modules/a/package.json", "{\"dependencies\": {\"b\": \"1\"}, \"optionalDependencies\": {\"none\": \"1\"}}");
    write("node_modules/a/node_modules/b/package.json", "{\"peerDependencies\": {\"c\": \"1\"}}");
    write("node_modules/b/package.json", "{}");
    write("node_modules/c/index.js", "");
    write("node_modules/@d/dev/index.js", "");
    write("node_modules/.package-lock.json", "{}");
    write("node_modules/c/cli.js", "");
    link("node_modules/.bin/c", "../c/cli.js");
    link("node_modules/.bin/dev", "../@d/dev/index.js");
    link("node_modules/.bin/gone", "../gone/index.js");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
  }

  private List<String> files(boolean development) throws Exception {
    App app = new App(folder, JsonMapper.builder().build().readTree(folder.resolve("package.json").toFile()));
    return AppFiles.of(app, development, folder.resolve("out.zip")).stream().map(PackedFile::path).toList();
  }

  @Test
  void takesWhatTheAppNeedsAndNoSecrets() throws Exception {
    write("out.zip", "an earlier one");

    assertThat(files(false))
        .containsExactly(
            "app.js", "data/cities.json", "lib/notes.log", "node_modules/.bin/c", "node_modules/a/node_modules/b/package.json",
            "node_modules/a/package.json", "node_modules/c/cli.js", "node_modules/c/index.js", "package.json");
  }

  @Test
  void takesWhatDevelopmentNeedsWhereThatIsAskedFor() throws Exception {
    assertThat(files(true)).contains("node_modules/@d/dev/index.js", "node_modules/b/package.json", "node_modules/.bin/dev")
        .doesNotContain("node_modules/.bin/gone", ".env");
  }

  @Test
  void theLastMatchingLineOfDockerignoreDecides() throws Exception {
    write("docs/a.md", "");
    write("docs/keep/b.md", "");
    write("deep/er/x.tmp", "");
    write(".dockerignore", "# comment\ndocs\n!docs/keep\n**/*.tmp\n\n/app.js\n");

    assertThat(files(false)).contains("docs/keep/b.md").doesNotContain("docs/a.md", "deep/er/x.tmp", "app.js");
  }

  @Test
  void aLinkThatLeavesTheAppIsRefused() throws Exception {
    Files.writeString(temporary.resolve("outside"), "");
    link("public", temporary.resolve("outside").toString());

    assertThatThrownBy(() -> files(false)).isInstanceOf(BuildException.class).hasMessageContaining("lies outside the app");
  }

  @Test
  void programsStayProgramsAndLinksStayRelative() throws Exception {
    folder.resolve("app.js").toFile().setExecutable(true);
    link("current", folder.resolve("app.js").toString());
    App app = new App(folder, JsonMapper.builder().build().createObjectNode());
    List<PackedFile> files = AppFiles.of(app, true, folder.resolve("out.zip"));

    assertThat(files).anySatisfy(file -> {
      assertThat(file.path()).isEqualTo("app.js");
      assertThat(file.executable()).isTrue();
    });
    assertThat(files).anySatisfy(file -> {
      assertThat(file.path()).isEqualTo("current");
      assertThat(file.link()).isEqualTo("app.js");
    });
  }
}
