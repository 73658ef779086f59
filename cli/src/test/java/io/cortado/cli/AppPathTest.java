package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

  private Launch launched(String json) throws Exception {
    Files.createDirectories(directory.resolve("named/bin"));
    Files.writeString(directory.resolve("named/bin/www"), "");
    Files.writeString(directory.resolve("named/package.json"), json);
    return AppPath.launch(directory, "named", Map.of("PORT", "80"));
  }

  @Test
  void startsWhatTheStartScriptNames() throws Exception {
    Launch launch =
        launched("{\"version\": \"1.2.3\", \"main\": \"app.js\", \"scripts\": {\"start\": \"A=b node ./bin/www --port $PORT\"}}");
    assertThat(launch.main()).isEqualTo(directory.resolve("named/bin/www"));
    assertThat(launch.directory()).isEqualTo(directory.resolve("named"));
    assertThat(launch.arguments()).containsExactly("--port", "80");
    assertThat(launch.variables()).containsEntry("A", "b").containsEntry("npm_package_version", "1.2.3");
    assertThat(launch.notes()).isEmpty();
  }

  @Test
  void takesWhatNodeWouldForTheNameOfAFolderOrOfAFileWithoutItsExtension() throws Exception {
    assertThat(launched("{\"scripts\": {\"start\": \"node app\"}}").main()).isEqualTo(directory.resolve("named/app.js"));
    assertThat(launched("{\"main\": \"lib/start\", \"scripts\": {\"start\": \"node .\"}}").main())
        .isEqualTo(directory.resolve("named/lib/start.js"));
  }

  @Test
  void saysWhyTheStartScriptIsNotFollowed() throws Exception {
    Launch launch = launched("{\"scripts\": {\"start\": \"next start\"}}");
    assertThat(launch.main()).isEqualTo(directory.resolve("named/app.js"));
    assertThat(launch.notes())
        .containsExactly("the start script in package.json (next start) is not one that runs a file with Node; starting app.js");
    assertThat(launched("{\"scripts\": {\"start\": \"node dist/x\"}}").notes().getFirst())
        .contains("names \"dist/x\", which is not there; starting app.js");
  }

  @Test
  void leavesTheDirectoryOfAFolderWithoutStartScript() throws Exception {
    assertThat(launched("{}").directory()).isEqualTo(directory);
  }
}
