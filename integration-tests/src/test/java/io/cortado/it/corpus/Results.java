package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which cases passed in a lane; kept below target/ for the compatibility table. */
final class Results {
  private static final Map<String, Results> LANES = new ConcurrentHashMap<>();

  private final Path file;
  private final Map<String, Boolean> passed = new TreeMap<>();

  private Results(Path file) {
    this.file = file;
  }

  static Results of(Lane lane) {
    return LANES.computeIfAbsent(lane.id(), id -> new Results(Workspace.ROOT.resolve("results").resolve(id + ".txt")));
  }

  /** Reads what the last run of a lane left; empty when it never ran. */
  static Map<String, Boolean> last(Lane lane) throws IOException {
    Map<String, Boolean> results = new TreeMap<>();
    Path file = Workspace.ROOT.resolve("results").resolve(lane.id() + ".txt");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        results.put(line.substring(2), line.startsWith("+"));
      }
    }
    return results;
  }

  static String key(String app, String name) {
    return app + ": " + name;
  }

  synchronized void add(String app, String name, boolean ok) throws IOException {
    passed.put(key(app, name), ok);
    var out = new StringBuilder();
    passed.forEach((key, good) -> out.append(good ? "+ " : "- ").append(key).append('\n'));
    Files.createDirectories(file.getParent());
    Files.writeString(file, out.toString());
  }
}
