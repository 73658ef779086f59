package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppPathTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : new String[] {"one.js", "named/lib/start.js", "named/app.js", "plain/server.js", "plain/index.js"}) {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.writeString(directory.resolve(name), "");
    }
    Files.createDirectory(directory.resolve("empty"));
  }

  private Path resolved(String typed) throws AppPathException {
    return directory.relativize(AppPath.resolve(directory, typed));
  }

  @Test
  void takesAFileAsItIs() throws Exception {
    assertThat(resolved("one.js")).isEqualTo(Path.of("one.js"));
  }

  @Test
  void addsTheExtensionAsNodeDoes() throws Exception {
    assertThat(resolved("one")).isEqualTo(Path.of("one.js"));
  }

  @Test
  void takesTheMainOfAFoldersPackage() throws Exception {
    Files.writeString(directory.resolve("named/package.json"), "{\"main\": \"./lib/start\"}");
    assertThat(resolved("named")).isEqualTo(Path.of("named/lib/start.js"));
  }

  @Test
  void takesTheUsualNamesWhereAFolderHasNoMain() throws Exception {
    Files.writeString(directory.resolve("named/package.json"), "{\"name\": \"it\"}");
    assertThat(resolved("named")).isEqualTo(Path.of("named/app.js"));
    assertThat(resolved("plain/")).isEqualTo(Path.of("plain/server.js"));
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatThrownBy(() -> resolved("nothing.js"))
        .isInstanceOf(AppPathException.class)
        .hasMessageContaining("there is no file or folder \"nothing.js\"");
  }

  @Test
  void saysWhatAFolderNeeds() throws Exception {
    assertThatThrownBy(() -> resolved("empty")).hasMessageContaining("app.js, server.js, index.js");
    Files.writeString(directory.resolve("empty/package.json"), "{\"main\": \"gone.js\"}");
    assertThatThrownBy(() -> resolved("empty")).hasMessageContaining("names \"gone.js\", which is not there");
  }

  @Test
  void saysWhenThePackageIsNotJson() throws Exception {
    Files.writeString(directory.resolve("empty/package.json"), "{main: 1}");
    assertThatThrownBy(() -> resolved("empty")).hasMessageContaining("package.json is not valid JSON");
  }
}
