package io.cortado.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files may have changed: by the system's word for it where there is one, by looking again and again elsewhere.
 * What an editor does to a file in several steps is told once. Any thread.
 */
public final class FileChanges implements AutoCloseable {
  /** An editor that writes a file anew takes no longer between two steps. */
  private static final long QUIET_MILLIS = 20;

  /** Somebody who never stops writing must not hold everything up. */
  private static final long LONGEST_MILLIS = 200;

  private static final long POLL_MILLIS = 250;

  /** Of trees, what is never looked into: it is large, and changes by tools that say nothing of the app. */
  private static final Set<String> SKIPPED = Set.of("node_modules", ".git");

  private final Consumer<Set<Path>> told;
  private final FileTimes times = new FileTimes(FileChanges::isLookedInto);
  private final Set<Path> files = ConcurrentHashMap.newKeySet();
  private final Set<Path> trees = ConcurrentHashMap.newKeySet();
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();
  private final @Nullable WatchService service;
  private final Thread thread;
  private volatile boolean polls;
  private volatile boolean closed;

  /** {@code told} gets files that were asked for, and anything below trees that were; some of them may be as before. */
  public FileChanges(Consumer<Set<Path>> told) {
    this(told, systemTells() ? service() : null);
  }

  FileChanges(Consumer<Set<Path>> told, @Nullable WatchService service) {
    this.told = told;
    this.service = service;
    this.polls = service == null;
    this.thread = Thread.ofPlatform().daemon().name("cortado watch").start(this::run);
  }

  /** Elsewhere the JDK looks again and again itself, every ten seconds. */
  private static boolean systemTells() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.startsWith("linux") || system.startsWith("windows");
  }

  private static @Nullable WatchService service() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      // Too many are in use: then we look ourselves.
      return null;
    }
  }

  /** Watches a file, whether it is there or not. */
  public void add(Path file) {
    if (!files.add(file)) {
      return;
    }
    times.add(file);
    Path folder = file.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && folders.add(folder)) {
      register(folder);
      // It may have changed before.
      told.accept(Set.of(file));
    }
  }

  /** Watches all that is below a folder, or one file. */
  public void addTree(Path path) {
    if (!Files.isDirectory(path)) {
      add(path);
      return;
    }
    times.addTree(path, new HashSet<>());
    trees.add(path);
    try (Stream<Path> below = Files.walk(path)) {
      below.filter(Files::isDirectory).filter(folder -> isLookedInto(path, folder)).filter(folders::add).forEach(this::register);
    } catch (IOException | UncheckedIOException e) {
      // What cannot be read now is looked at again and again.
      polls = true;
      thread.interrupt();
    }
  }

  private static boolean isLookedInto(Path tree, Path path) {
    for (Path name : tree.relativize(path)) {
      if (SKIPPED.contains(name.toString())) {
        return false;
      }
    }
    return true;
  }

  private void register(Path folder) {
    if (service != null && !polls) {
      try {
        folder.register(
            service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
      } catch (IOException e) {
        // Gone again, or more than the system watches.
        polls = true;
        thread.interrupt();
      }
    }
  }

  private void run() {
    while (!closed) {
      look();
    }
  }

  private void look() {
    try {
      if (service != null && !polls) {
        report(collected(service));
      } else {
        report(times.changed(trees));
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // Closed, or from now on we look ourselves.
      return;
    }
  }

  private void report(Set<Path> changed) {
    if (!changed.isEmpty() && !closed) {
      told.accept(changed);
    }
  }

  /** Waits for something to happen, and until nothing more does. */
  private Set<Path> collected(WatchService from) throws InterruptedException {
    Set<Path> found = new HashSet<>();
    long first = 0;
    for (WatchKey key = from.take(); key != null; key = from.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      Path folder = (Path) key.watchable();
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.context() instanceof Path name) {
          happened(folder.resolve(name), found);
        } else {
          // More than the system could keep.
          found.addAll(files);
        }
      }
      if (!key.reset()) {
        folders.remove(folder);
      }
      long now = System.nanoTime();
      first = first == 0 ? now : first;
      if (now - first > TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS)) {
        break;
      }
    }
    return found;
  }

  private void happened(Path path, Set<Path> found) {
    if (files.contains(path)) {
      found.add(path);
    }
    List<Path> in = trees.stream().filter(tree -> path.startsWith(tree) && isLookedInto(tree, path)).toList();
    if (!in.isEmpty() && !Files.isDirectory(path)) {
      found.add(path);
    }
    if (Files.isDirectory(path)) {
      in.forEach(tree -> addTree(path));
      List<Path> below = files.stream().filter(file -> file.startsWith(path) && !file.equals(path)).toList();
      found.addAll(below);
      below.forEach(files::remove);
      below.forEach(this::add);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        // Nothing is left to release.
        return;
      }
    }
  }
}
