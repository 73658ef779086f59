package io.cortado.cli.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ClusterFilesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A schema's check of a document. */
  private interface Check {
    void of(JsonElement document) throws Exception;
  }

  private static final Map<String, Check> SCHEMAS =
      Map.of(
          "Deployment", V1Deployment::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
          "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

  @TempDir private Path folder;

  private App app;

  @BeforeEach
  void makeApp() throws Exception {
    app = new App(folder, JSON.readTree("{\"name\": \"@acme/My_Shop\", \"version\": \"1.2.3+b\"}"));
  }

  @Test
  void eachFileIsWhatTheSchemaAllows() throws Exception {
    List<Path> files = new ClusterFiles(app, "registry.example/NAME-PORT:1", 8080).to(folder.resolve("k8s"));

    TreeSet<String> kinds = new TreeSet<>();
    for (Path file : files) {
      for (Object document : new Yaml().loadAll(Files.readString(file))) {
        JsonElement json = JsonParser.parseString(JSON.writeValueAsString(document));
        String kind = json.getAsJsonObject().get("kind").getAsString();
        SCHEMAS.get(kind).of(json);
        kinds.add(kind);
      }
    }
    assertThat(kinds).containsExactlyElementsOf(new TreeSet<>(SCHEMAS.keySet()));
    String deployment = Files.readString(files.getFirst());
    assertThat(deployment).contains("name: acme-my-shop\n", "image: \"registry.example/NAME-PORT:1\"", "containerPort: 8080 }", "\"9464\"");
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("service.yaml"), "mine");

    assertThatThrownBy(() -> new ClusterFiles(app, "x", 1).to(folder)).isInstanceOf(BuildException.class).hasMessageContaining("service.yaml");
    assertThat(folder.resolve("deployment.yaml")).doesNotExist();
  }

  @Test
  void namesAndVersionsFitImagesAndClusters() {
    assertThat(app.name()).isEqualTo("acme-my-shop");
    assertThat(app.version()).isEqualTo("1.2.3-b");
  }
}
