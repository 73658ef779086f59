package io.cortado.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCommandTest {
  @TempDir private Path folder;

  private int run(String... words) throws InterruptedException {
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(1, List.of("-s", "--prefix", folder.toString()));
    return ScriptCommand.execute(all);
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("out.txt"));
  }

  @Test
  void runsAScriptWithThoseBeforeAndAfterIt() throws Exception {
    Files.writeString(folder.resolve("package.json"), """
        { "name": "shop", "version": "1.2.3", "config": { "port": 80 }, "scripts": {
          "prebuild": "echo $npm_lifecycle_event > out.txt", "build": "echo $npm_package_name $npm_package_config_port >> out.txt; echo",
          "postbuild": "echo after >> out.txt" } }
        """);
    assertThat(run("run", "build", "--", ">> out.txt; echo", "a b")).isZero();
    assertThat(written()).isEqualTo("prebuild\nshop 80\nafter\n");
  }

  @Test
  void endsWithTheCodeOfTheScriptThatFailed() throws Exception {
    Files.writeString(folder.resolve("package.json"), """
        { "scripts": { "pretest": "exit 3", "test": "echo > out.txt", "killed": "kill -9 $$" } }
        """);
    assertThat(run("test")).isEqualTo(3);
    assertThat(folder.resolve("out.txt")).doesNotExist();
    assertThat(run("run", "killed")).isEqualTo(137);
    assertThat(run("run", "nothing")).isEqualTo(1);
    assertThat(run("run", "nothing", "--if-present")).isZero();
  }

  @Test
  void putsProgramsOfAllFoldersAboveOnThePath() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("a/node_modules/b"));
    Map<String, String> variables =
        new ScriptEnvironment(folder, inner, JsonMapper.builder().build().createObjectNode(), "start", "x").variables();
    assertThat(variables.get("PATH").split(":"))
        .startsWith(inner + "/node_modules/.bin", folder + "/a/node_modules/.bin", folder + "/node_modules/.bin");
    assertThat(variables).containsEntry("INIT_CWD", folder.toString()).containsEntry("npm_lifecycle_event", "start");
  }
}
