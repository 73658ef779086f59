package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One folder of the corpus: a normal Express app, its cases, and the recorded answers per major. */
record CorpusApp(Path folder, Map<String, String> header, List<CorpusCase> allCases) {
  static final Path APPS = Path.of(System.getProperty("corpus.apps", "src/test/corpus/apps"));

  static List<CorpusApp> all() throws IOException {
    String only = System.getProperty("corpus.app", "");
    try (Stream<Path> folders = Files.list(APPS)) {
      return folders.filter(f -> Files.exists(f.resolve("cases.http")))
          .filter(f -> only.isEmpty() || List.of(only.split(",")).contains(f.getFileName().toString()))
          .sorted()
          .map(CorpusApp::read)
          .toList();
    }
  }

  private static CorpusApp read(Path folder) {
    try {
      Path file = folder.resolve("cases.http");
      CaseFile parsed = CaseFile.parse(file.toString(), Files.readAllLines(file));
      return new CorpusApp(folder, parsed.header(), parsed.cases());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  List<CorpusCase> cases(Lane lane) {
    return allCases.stream().filter(c -> c.runsOn(lane)).toList();
  }

  /** Whether the app requires packages that have to be installed by npm. */
  boolean needsPackages() {
    return header.containsKey("packages");
  }

  /** What the app prints when it listens, which may come during the first case. */
  String banner() {
    return header.getOrDefault("banner", "");
  }

  boolean comparesOutput() {
    return allCases.stream().anyMatch(c -> c.directives().containsKey("log"));
  }

  String mainFile() {
    return header.getOrDefault("main", "app.js");
  }

  List<String> arguments() {
    String args = header.getOrDefault("args", "");
    return args.isBlank() ? List.of() : List.of(args.split(" "));
  }

  /** Environment beside PORT, as {@code # env: A=1 B=2}. */
  Map<String, String> environment() {
    Map<String, String> env = new TreeMap<>();
    for (String pair : header.getOrDefault("env", "").split(" ")) {
      if (!pair.isBlank()) {
        String[] parts = pair.split("=", 2);
        env.put(parts[0], parts[1]);
      }
    }
    return env;
  }

  /** What Node answered. */
  Path golden(int major) {
    return folder.resolve("golden-" + major + ".txt");
  }

  /** What Node answered with an older release, where that is something else. */
  Path golden(Lane lane) {
    return folder.resolve("golden-" + lane.express() + ".txt");
  }

  /** Whether a release answers otherwise than the newest at all. */
  boolean differs(Lane lane) {
    return !lane.release().isEmpty() && Files.exists(golden(lane));
  }

  /** What Cortado answers to the cases in which it deviates on purpose. */
  Path deviations(int major) {
    return folder.resolve("cortado-" + major + ".txt");
  }

  /** The same, where it does so only in an older release. */
  Path deviations(Lane lane) {
    return folder.resolve("cortado-" + lane.express() + ".txt");
  }

  /** The answers that a lane has to give. */
  Map<String, String> expected(Lane lane) throws IOException {
    Map<String, String> answers = Goldens.read(golden(lane.major()));
    if (differs(lane)) {
      answers.putAll(Goldens.read(golden(lane)));
    }
    if (!lane.onNode()) {
      answers.putAll(Goldens.read(deviations(lane.major())));
      if (!lane.release().isEmpty()) {
        answers.putAll(Goldens.read(deviations(lane)));
      }
    }
    return answers;
  }
}
