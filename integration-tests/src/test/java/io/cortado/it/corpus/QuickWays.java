package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ways that are open only to requests in which nobody has replaced anything. A module loaded before the app notes
 * which of them were gone, and in the touched lane replaces everything; see {@code lanes/touched.cjs}.
 */
final class QuickWays {
  /** A body in one call, a file in one call, a body's text without its stream, a route without asking its layers. */
  static final Set<String> ALL =
      Set.of("cortado.http.reply", "cortado.http.file", "cortado.http.collect", "plan");

  /** What the touched lane notes where the app's layers are asked and run through what took their methods' place. */
  static final Set<String> LAYERS = Set.of("match", "layer");

  private static final Path MODULE = Path.of("src/test/corpus/lanes/touched.cjs").toAbsolutePath();

  private QuickWays() {}

  /** What an app needs to be started with in a lane. */
  static Map<String, String> environment(CorpusApp app, Lane lane) {
    if (lane.kind() != Lane.Kind.TOUCHED && lane.kind() != Lane.Kind.WATCHED) {
      return Map.of();
    }
    return Map.of(
        "NODE_OPTIONS", "--require \"" + MODULE + "\"",
        "CORPUS_LANE", lane.kind().name().toLowerCase(java.util.Locale.ROOT),
        "CORPUS_NOTES", notes(app, lane).toString());
  }

  /** Makes room for the notes of a run. */
  static void forget(CorpusApp app, Lane lane) throws IOException {
    Path file = notes(app, lane);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
  }

  /** What the last run of an app in a lane has noted. */
  static Set<String> seen(CorpusApp app, Lane lane) throws IOException {
    Path file = notes(app, lane);
    return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : Set.of();
  }

  private static Path notes(CorpusApp app, Lane lane) {
    return Workspace.ROOT.resolve(lane.id()).resolve("notes").resolve(app.name() + ".txt");
  }
}
