package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Lays an app out for a lane: a copy with fixed file times, so that ETag and Last-Modified are the same everywhere. */
final class Workspace {
  static final Path ROOT = Path.of(System.getProperty("corpus.work", "target/corpus")).toAbsolutePath();
  private static final FileTime FILE_TIME = FileTime.from(Instant.parse("2024-01-02T03:04:05Z"));

  private Workspace() {}

  static Path lay(CorpusApp app, Lane lane) throws IOException {
    Path laneFolder = ROOT.resolve(lane.id());
    Path target = laneFolder.resolve("apps").resolve(app.name());
    delete(target);
    Files.createDirectories(target);
    copy(app.folder(), target);
    Path manifest = target.resolve("package.json");
    if (!Files.exists(manifest)) {
      Files.writeString(manifest, lane.packageJson(app.name()));
    }
    if (!lane.withOwnExpress() || app.needsPackages()) {
      link(target.resolve("node_modules"), NpmPackages.of(lane).modules());
    }
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).sorted(Comparator.reverseOrder()).toList()) {
        Files.setLastModifiedTime(file, FILE_TIME);
      }
    }
    return target;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        String relative = from.relativize(file).toString();
        if (!relative.matches("cases\\.http|(golden|cortado)-[\\d.]+\\.txt")) {
          Files.copy(file, to.resolve(relative), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void link(Path link, Path modules) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, modules);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
