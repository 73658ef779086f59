package io.cortado.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  public @Nullable String version() {
    return string("version");
  }

  /** Every file that the package as a whole may mean, as package.json writes it: main, exports and index. */
  public List<String> mains() {
    List<String> mains = new ArrayList<>(List.of("index"));
    String main = main();
    if (main != null) {
      mains.add(main);
    }
    JsonNode exports = exports();
    if (exports != null) {
      collect(exports.has(".") ? exports.get(".") : exports, mains);
    }
    return mains;
  }

  private static void collect(JsonNode targets, List<String> into) {
    if (targets.isTextual()) {
      into.add(targets.asText());
    }
    targets.forEach(target -> collect(target, into));
  }

  /** The version range asked of a dependency that is to be installed with the package, or null. */
  public @Nullable String dependency(String name) {
    for (String field : List.of("dependencies", "devDependencies", "optionalDependencies")) {
      JsonNode range = root.path(field).get(name);
      if (range != null && range.isTextual()) {
        return range.asText();
      }
    }
    return null;
  }

  /** The names of what the package cannot run without. */
  public List<String> dependencies() {
    List<String> names = new ArrayList<>();
    root.path("dependencies").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The version range asked of a package that the host brings, or null. */
  public @Nullable String peerDependency(String name) {
    JsonNode range = root.path("peerDependencies").get(name);
    return range != null && range.isTextual() ? range.asText() : null;
  }

  /** Names in a list of the {@code cortado} field: {@code installed} or {@code builtin}. */
  public List<String> cortado(String list) {
    List<String> names = new ArrayList<>();
    root.path("cortado").path(list).forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The package that a file belongs to; null where there is none, or none that can be read. */
  public static @Nullable PackageJson above(Path file) {
    Path folder = folderAbove(file);
    try {
      return folder == null ? null : parse(Files.readString(folder.resolve("package.json")));
    } catch (IOException | IllegalArgumentException e) {
      // Whoever loads the package is told.
      return null;
    }
  }

  /** The folder of the nearest package.json above a file, or null. */
  public static @Nullable Path folderAbove(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("package.json"))) {
        return folder;
      }
    }
    return null;
  }

  /** What the {@code cortado} field says under a name, or null. */
  public @Nullable JsonNode cortadoValue(String name) {
    return root.path("cortado").get(name);
  }

  private @Nullable String string(String field) {
    JsonNode node = root.get(field);
    return node != null && node.isTextual() ? node.asText() : null;
  }
}
