package io.cortado.cli.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which folders of node_modules an app needs when it runs: what its dependencies lead to, as {@code npm install --omit=dev}
 * would leave it. Packages are looked for where Node would look for them.
 */
final class ProductionPackages {
  private static final List<String> KINDS = List.of("dependencies", "optionalDependencies", "peerDependencies");

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Path root;
  private final Set<Path> wanted = new HashSet<>();

  private ProductionPackages(Path root) {
    this.root = root;
  }

  /** The packages' folders, absolute. */
  static Set<Path> of(Path root, JsonNode json) throws IOException {
    ProductionPackages packages = new ProductionPackages(root);
    packages.follow(json);
    return packages.wanted;
  }

  private void follow(JsonNode json) throws IOException {
    record Asked(Path from, String name) {}
    Deque<Asked> queue = new ArrayDeque<>();
    for (String name : names(json)) {
      queue.add(new Asked(root, name));
    }
    Asked asked;
    while ((asked = queue.poll()) != null) {
      Path found = find(asked.from, asked.name);
      if (found != null && wanted.add(found)) {
        // What a link leads to has its own neighbours: pnpm's packages lie that way.
        Path real = found.toRealPath();
        if (real.startsWith(root)) {
          wanted.add(real);
        }
        for (String name : names(read(found))) {
          queue.add(new Asked(real.startsWith(root) ? real : found, name));
        }
      }
    }
  }

  private @Nullable Path find(Path from, String name) {
    for (Path folder = from; folder != null && folder.startsWith(root); folder = folder.getParent()) {
      Path candidate = folder.resolve("node_modules").resolve(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new HashSet<>();
    for (String kind : KINDS) {
      Iterator<String> fields = json.path(kind).fieldNames();
      fields.forEachRemaining(names::add);
    }
    return names;
  }

  private JsonNode read(Path folder) throws IOException {
    Path file = folder.resolve("package.json");
    return Files.isRegularFile(file) ? mapper.readTree(file.toFile()) : MissingNode.getInstance();
  }
}
