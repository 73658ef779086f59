package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The files of an app that go along, sorted by path, so that the same app gives the same archive. */
final class AppFiles {
  private AppFiles() {}

  /**
   * @param development whether packages that only development needs go along
   * @param without a file that is not looked at, which is the one that is written
   */
  static List<PackedFile> of(App app, boolean development, Path without) throws IOException, BuildException {
    Path folder = app.folder();
    IgnoreRules rules = IgnoreRules.of(folder);
    boolean pruned = !development && app.json().isObject();
    Set<Path> packages = pruned ? ProductionPackages.of(folder, app.json()) : Set.of();
    List<PackedFile> files = new ArrayList<>();
    List<Path> leaving = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            if (dir.equals(folder)) {
              return FileVisitResult.CONTINUE;
            }
            boolean skipped = pruned && isPackage(folder, dir) && !packages.contains(dir)
                || !rules.hasExceptions() && rules.ignores(slashes(folder, dir));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = slashes(folder, file);
            boolean link = attributes.isSymbolicLink();
            if (file.equals(without) || rules.ignores(path) || !link && !attributes.isRegularFile()) {
              return FileVisitResult.CONTINUE;
            }
            if (link && (!Files.exists(file) || pruned && leadsTo(folder, file, packages))) {
              // What npm left behind of a package that is gone, or a program of a package that does not go along.
              return FileVisitResult.CONTINUE;
            }
            if (link && !file.toRealPath().startsWith(folder)) {
              leaving.add(file);
            }
            files.add(new PackedFile(path, file, Files.isExecutable(file), link ? target(file) : null));
            return FileVisitResult.CONTINUE;
          }
        });
    if (!leaving.isEmpty()) {
      throw new BuildException(
          leaving.getFirst() + " is a link to " + leaving.getFirst().toRealPath() + ", which lies outside the app; copy it there");
    }
    files.sort(Comparator.comparing(PackedFile::path));
    return files;
  }

  /** Whether a link is, or leads into, a package that stays behind. */
  private static boolean leadsTo(Path root, Path link, Set<Path> packages) throws IOException {
    for (Path start : List.of(link, link.toRealPath())) {
      for (Path at = start; at != null && at.startsWith(root) && !at.equals(root); at = at.getParent()) {
        if (isPackage(root, at) && !packages.contains(at)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String target(Path link) throws IOException {
    Path to = Files.readSymbolicLink(link);
    Path relative = to.isAbsolute() ? Objects.requireNonNull(link.getParent()).toRealPath().relativize(link.toRealPath()) : to;
    return relative.toString().replace('\\', '/');
  }

  private static boolean isPackage(Path root, Path dir) {
    Path relative = root.relativize(dir);
    int count = relative.getNameCount();
    if (count < 2) {
      return false;
    }
    String name = relative.getName(count - 1).toString();
    String above = relative.getName(count - 2).toString();
    if (above.equals("node_modules")) {
      return !name.startsWith("@") && !name.startsWith(".");
    }
    return count > 2 && above.startsWith("@") && relative.getName(count - 3).toString().equals("node_modules");
  }

  private static String slashes(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
