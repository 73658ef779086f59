package io.cortado.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** When files were written last, as somebody saw who looked at all of them; for systems that do not tell of changes. */
record Snapshot(Map<Path, Long> times) {
  private static final long ABSENT = -1;

  static Snapshot of(Set<Path> files, Set<Path> trees, BiPredicate<Path, Path> isLookedInto) {
    Map<Path, Long> times = new HashMap<>();
    files.forEach(file -> times.put(file, timeOf(file)));
    for (Path tree : trees) {
      try (Stream<Path> below = Files.walk(tree)) {
        below.filter(path -> isLookedInto.test(tree, path) && Files.isRegularFile(path))
            .forEach(file -> times.put(file, timeOf(file)));
      } catch (IOException | UncheckedIOException e) {
        // Something went while we looked: what is left is seen next time.
        continue;
      }
    }
    return new Snapshot(times);
  }

  private static long timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() ^ Files.size(file) << 42;
    } catch (IOException e) {
      return ABSENT;
    }
  }

  Set<Path> changedSince(Snapshot before) {
    Set<Path> changed = new HashSet<>(before.times.keySet());
    changed.removeIf(file -> before.times.get(file).equals(times.getOrDefault(file, ABSENT)));
    for (Map.Entry<Path, Long> now : times.entrySet()) {
      if (now.getValue() != ABSENT && !now.getValue().equals(before.times.get(now.getKey()))) {
        changed.add(now.getKey());
      }
    }
    return changed;
  }
}
