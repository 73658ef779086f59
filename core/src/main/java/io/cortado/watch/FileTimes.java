package io.cortado.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** When files were written last, for systems that do not tell of changes: whoever asks is told what is new. Any thread. */
final class FileTimes {
  private static final long ABSENT = -1;
  private static final int SIZE = 42;

  private final Map<Path, Long> times = new ConcurrentHashMap<>();
  private final BiPredicate<Path, Path> isLookedInto;

  /** {@code isLookedInto} says of a tree and a path below it whether that counts. */
  FileTimes(BiPredicate<Path, Path> isLookedInto) {
    this.isLookedInto = isLookedInto;
  }

  void add(Path file) {
    times.putIfAbsent(file, timeOf(file));
  }

  /** All that is below a folder is known from now on; what was not before is in {@code found}. */
  void addTree(Path tree, Set<Path> found) {
    try (Stream<Path> below = Files.walk(tree)) {
      below.filter(path -> isLookedInto.test(tree, path) && Files.isRegularFile(path))
          .filter(file -> times.putIfAbsent(file, timeOf(file)) == null).forEach(found::add);
    } catch (IOException | UncheckedIOException e) {
      // Something went while we looked: what is left is seen next time.
      return;
    }
  }

  /** The files that are not what they were when this was asked last. */
  Set<Path> changed(Set<Path> trees) {
    Set<Path> found = new HashSet<>();
    times.replaceAll((file, before) -> {
      long now = timeOf(file);
      if (now != before) {
        found.add(file);
      }
      return now;
    });
    trees.forEach(tree -> addTree(tree, found));
    return found;
  }

  private static long timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() ^ Files.size(file) << SIZE;
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
