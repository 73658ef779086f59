package io.cortado.it.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small project as people publish them: sources, a package.json with pinned packages, requests and answers. */
record Port(Path folder, String packageName, List<String> lines, Map<String, String> header, List<String> start) {
  private static final Path PORTS = Path.of(System.getProperty("ports.apps", "src/test/ports"));

  /** All ports, or those that {@code -Dports.app=NAME,NAME} names. */
  static List<Port> all() throws IOException {
    List<String> only = Arrays.stream(System.getProperty("ports.app", "").split(",")).filter(n -> !n.isBlank()).toList();
    try (Stream<Path> folders = Files.list(PORTS)) {
      return folders.filter(f -> Files.exists(f.resolve("cases.http")))
          .filter(f -> only.isEmpty() || only.contains(f.getFileName().toString()))
          .sorted()
          .map(Port::read)
          .toList();
    }
  }

  private static Port read(Path folder) {
    try {
      Path file = folder.resolve("cases.http");
      List<String> lines = Files.readAllLines(file);
      JsonNode manifest = new JsonMapper().readTree(folder.resolve("package.json").toFile());
      String start = manifest.path("scripts").path("start").asText("node " + manifest.path("main").asText("server.js"));
      String name = manifest.path("name").asText();
      return new Port(folder, name, lines, CaseFile.parse(file.toString(), lines).header(), List.of(start.split(" +")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  /** The cases, with {@code {{NAME}}} replaced by what earlier answers gave. */
  List<CorpusCase> cases(Map<String, String> captured) {
    List<String> filled = new ArrayList<>(lines);
    captured.forEach((name, value) -> filled.replaceAll(line -> line.replace("{{" + name + "}}", value)));
    return CaseFile.parse(name(), filled).cases();
  }

  /** The start script for Node: its words without the assignments before them. */
  List<String> startScript() {
    List<String> words = start.stream().dropWhile(Port::assignment).toList();
    if (!words.getFirst().equals("node")) {
      throw new IllegalArgumentException(name() + ": the start script has to run node: " + String.join(" ", start));
    }
    return words;
  }

  /** Environment of the start script and of {@code # env: A=1 B=${mongodb}}. */
  Map<String, String> environment(String database) {
    Map<String, String> environment = new TreeMap<>();
    Stream.concat(
        start.stream().takeWhile(Port::assignment),
        Arrays.stream(header.getOrDefault("env", "").split(" ")).filter(Port::assignment)).forEach(pair -> {
          String[] parts = pair.replace("${mongodb}", database).split("=", 2);
          environment.put(parts[0], parts[1]);
        });
    return environment;
  }

  /** Whether an environment variable names the database. */
  boolean needsDatabase() {
    return header.getOrDefault("env", "").contains("${mongodb}");
  }

  /** Whether Cortado gets it without node_modules: all that it requires is Cortado's own. */
  boolean bare() {
    return header.containsKey("bare");
  }

  /** Whether the install scripts of its packages run, as an add-on needs. */
  boolean installScripts() {
    return header.containsKey("install-scripts");
  }

  /** What Node answered. */
  Path golden() {
    return folder.resolve("golden.txt");
  }

  private static boolean assignment(String word) {
    return word.matches("[A-Z_]+=.*");
  }
}
