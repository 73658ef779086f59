package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the contenders that can run here, installs what they need, and says why each of the others is left out. */
final class Contenders {
  static final String NODE = "node";
  static final Set<String> IDS = Set.of("cortado", "off", NODE, "bun", "fastify", "undertow");

  private static final String BUN_VERSION = "1.4.5";
  private static final int INSTALL_SECONDS = 300;
  private static final Set<String> BY_UNDERTOW = Set.of("first", "hello", "json", "post-json", "change", "last", "not-found");
  private static final Set<String> BY_FASTIFY =
      Set.of("first", "hello", "json", "post-json", "form", "change", "last", "not-found", "static-10k", "static-10m", "not-modified");

  private final Path root;
  private final Path npm;
  private final Options options;
  private final List<Contender> found = new ArrayList<>();

  private Contenders(Path root, Options options) {
    this.root = root;
    this.npm = root.resolve("benchmarks/target/npm");
    this.options = options;
  }

  static List<Contender> find(Path root, Options options) throws IOException, InterruptedException {
    return new Contenders(root, options).all();
  }

  private List<Contender> all() throws IOException, InterruptedException {
    copyApps();
    String missing = install(npm, "express");
    String cortado = root.resolve("bin/cortado").toString();
    if (options.compilerOn()) {
      add(new Contender("cortado", "Cortado", List.of(cortado), "express.js", Map.of(), npm, null));
    }
    if (options.compilerOff()) {
      Map<String, String> off = Map.of("JAVA_TOOL_OPTIONS", "-Dpolyglot.engine.Compilation=false");
      add(new Contender("off", "Cortado, compiler off", List.of(cortado), "express.js", off, npm, null));
    }
    if (missing == null && Tools.has(NODE)) {
      add(new Contender(NODE, "Express, Node", List.of(NODE), "express.js", Map.of(), npm, null));
      addBun();
      add(new Contender("fastify", "Fastify, Node", List.of(NODE), "fastify.js", Map.of(), npm, BY_FASTIFY));
    } else {
      System.out.println("skipped: Express on Node and Bun, and Fastify: " + (missing == null ? "node is not installed" : missing));
    }
    add(new Contender("undertow", "Undertow alone", undertow(), null, Map.of(), npm, BY_UNDERTOW));
    return found;
  }

  private void add(Contender contender) {
    if (options.contenders().isEmpty() || options.contenders().contains(contender.id())) {
      found.add(contender);
    }
  }

  private void addBun() throws IOException, InterruptedException {
    if (!options.contenders().isEmpty() && !options.contenders().contains("bun")) {
      return;
    }
    Path folder = Files.createDirectories(root.resolve("benchmarks/target/bun"));
    Files.writeString(folder.resolve("package.json"), "{\"private\":true,\"dependencies\":{\"bun\":\"" + BUN_VERSION + "\"}}\n");
    String missing = install(folder, "bun");
    Path bun = folder.resolve("node_modules/.bin/bun");
    if (missing == null) {
      try {
        Tools.run(List.of(bun.toString(), "--version"), folder, 20);
      } catch (IOException e) {
        missing = e.getMessage();
      }
    }
    if (missing == null) {
      add(new Contender("bun", "Express, Bun", List.of(bun.toString()), "express.js", Map.of(), npm, null));
    } else {
      System.out.println("skipped: Express on Bun: " + missing);
    }
  }

  private List<String> undertow() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
        "-Djava.util.logging.config.file=" + root.resolve("benchmarks/apps/quiet.properties"),
        "-cp", System.getProperty("java.class.path"), UndertowServer.class.getName());
  }

  /** The apps stand beside npm's packages, as a user's do. */
  private void copyApps() throws IOException {
    Path apps = root.resolve("benchmarks/apps");
    try (Stream<Path> files = Files.walk(apps)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = npm.resolve(apps.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Installs what a folder's package.json names, unless that has been done; returns why it could not be, or null. */
  private static @Nullable String install(Path folder, String wanted) throws IOException, InterruptedException {
    Path mark = folder.resolve("node_modules/.bench-installed");
    String manifest = Files.readString(folder.resolve("package.json"));
    if (Files.exists(mark) && Files.readString(mark).equals(manifest)) {
      return null;
    }
    if (!Tools.has("npm")) {
      return "npm is not installed";
    }
    try {
      Tools.run(List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"), folder, INSTALL_SECONDS);
    } catch (IOException e) {
      return "npm could not install " + wanted + ": " + e.getMessage();
    }
    Files.writeString(mark, manifest);
    return null;
  }
}
