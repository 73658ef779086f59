package io.cortado.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a package.json that loading needs. Immutable; any thread. */
public final class PackageJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode root;

  private PackageJson(JsonNode root) {
    this.root = root;
  }

  /** Parses the text of a package.json; throws {@link IllegalArgumentException} with the parser's message. */
  public static PackageJson parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return new PackageJson(node == null || !node.isObject() ? MAPPER.createObjectNode() : node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  public @Nullable String main() {
    return string("main");
  }

  public @Nullable String name() {
    return string("name");
  }

  /** {@code "module"} or {@code "commonjs"}, or null where the file does not say. */
  public @Nullable String type() {
    return string("type");
  }

  /** The {@code exports} field, or null. */
  public @Nullable JsonNode exports() {
    JsonNode node = root.get("exports");
    return node == null || node.isNull() ? null : node;
  }

  /** The {@code imports} field, or null. */
  public @Nullable JsonNode imports() {
    JsonNode node = root.get("imports");
    return node == null || !node.isObject() ? null : node;
  }

  /** The version range an app asks of a dependency, or null. */
  public @Nullable String dependency(String name) {
    for (String field : List.of("dependencies", "devDependencies", "peerDependencies")) {
      JsonNode range = root.path(field).get(name);
      if (range != null && range.isTextual()) {
        return range.asText();
      }
    }
    return null;
  }

  /** Names for which the app wants its own node_modules instead of Cortado's module: {@code cortado.installed}. */
  public List<String> installed() {
    List<String> names = new ArrayList<>();
    root.path("cortado").path("installed").forEach(name -> names.add(name.asText()));
    return names;
  }

  private @Nullable String string(String field) {
    JsonNode node = root.get(field);
    return node != null && node.isTextual() ? node.asText() : null;
  }
}
