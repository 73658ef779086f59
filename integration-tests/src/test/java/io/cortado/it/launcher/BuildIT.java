package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cortado.it.support.Launcher;
import io.cortado.it.support.RunningProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cortado build} packs runs elsewhere. */
class BuildIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private Path app;

  @BeforeEach
  void writeApp() throws Exception {
    app = Files.createDirectory(folder.resolve("app"));
    Files.writeString(app.resolve("package.json"), "{\"name\": \"shop\", \"version\": \"1.2.3\", \"dependencies\": {\"words\": \"1\"}}");
    Files.writeString(
        app.resolve("app.js"),
        """
        const app = require('express')();
        app.get('/', (req, res) => res.json([require('words'), process.env.NODE_ENV, require('path').basename(process.cwd())]));
        const server = app.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
        """);
    Path words = Files.createDirectories(app.resolve("node_modules/words"));
    Files.writeString(words.resolve("index.js"), "module.exports = 'packed';");
  }

  private String run(Path directory, Map<String, String> environment, String... command) throws InterruptedException {
    try (RunningProcess process = RunningProcess.start(List.of(command), directory, environment)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      return process.output();
    }
  }

  private String build(String... arguments) throws InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "build";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try (RunningProcess process = Launcher.start(app, Map.of(), all)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      return process.output();
    }
  }

  @Test
  void anArchiveWithItsOwnJavaStartsWhereThereIsNone() throws Exception {
    assertThat(build("--zip", "--runtime")).contains("shop-1.2.3.zip is written");
    run(folder, Map.of(), "unzip", "-q", app.resolve("shop-1.2.3.zip").toString());

    Map<String, String> bare = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", "", "CORTADO_JDK_PLACES", "");
    Path start = folder.resolve("shop-1.2.3/start");
    try (RunningProcess process = RunningProcess.start(List.of(start.toString()), folder, bare)) {
      String port = process.await(Pattern.compile("listening on (\\d+)"), PATIENCE).group(1);
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("[\"packed\",\"production\",\"app\"]");
      }
    }
  }

  @Test
  void anImageHasLayersByHowOftenTheyChange() throws Exception {
    assertThat(build("--docker", "--from", "scratch", "--tag", "registry.example/shop:9", "--port", "8080")).contains("docker load");
    run(folder, Map.of(), "tar", "xf", app.resolve("shop-1.2.3-image.tar").toString());

    JsonMapper json = JsonMapper.builder().build();
    JsonNode manifest = json.readTree(folder.resolve("manifest.json").toFile()).get(0);
    assertThat(manifest.get("RepoTags").get(0).asText()).isEqualTo("registry.example/shop:9");
    JsonNode config = json.readTree(folder.resolve(manifest.get("Config").asText()).toFile()).get("config");
    assertThat(config.get("Env")).extracting(JsonNode::asText).containsExactlyInAnyOrder("PORT=8080", "NODE_ENV=production");
    assertThat(config.get("User").asText()).isEqualTo("1000");
    JsonNode layers = manifest.get("Layers");
    assertThat(files(layers.get(3))).contains("app/app.js", "app/package.json").doesNotContain("node_modules");
    assertThat(files(layers.get(2))).contains("app/node_modules/words/index.js").doesNotContain("app.js");
    assertThat(files(layers.get(0)))
        .contains("bin/cortado", "image/runtime/bin/java", "image/cortado.aot", "image/resources/engine/libtruffleattach");
    String program = config.get("Entrypoint").get(0).asText();
    assertThat(files(layers.get(0))).contains(program.substring(1) + "\n");
  }

  private String files(JsonNode layer) throws InterruptedException {
    return run(folder, Map.of(), "sh", "-c", "tar tzf " + layer.asText() + " 2>/dev/null");
  }
}
