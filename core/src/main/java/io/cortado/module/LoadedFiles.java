package io.cortado.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which files an app has loaded, and which it has looked for in vain, each as it was then: whoever starts the app anew when
 * they change asks here. Any thread.
 */
public final class LoadedFiles {
  private final Map<Path, State> files = new ConcurrentHashMap<>();
  private final Consumer<Path> listener;

  /** {@code listener} is told of each file once, before it is read. */
  public LoadedFiles(Consumer<Path> listener) {
    this.listener = listener;
  }

  /** What tells a file from what it was. */
  private record State(long modified, long size, @Nullable Object key) {
    private static final State ABSENT = new State(-1, -1, null);

    static State of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(found.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS), found.size(), found.fileKey());
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }

  /** A file is about to be read, or was looked for. */
  public void add(Path file) {
    if (!files.containsKey(file) && files.putIfAbsent(file, State.of(file)) == null) {
      listener.accept(file);
    }
  }

  /** Those that there are. */
  public Iterable<Path> all() {
    return files.keySet();
  }

  /** Whether one of these files is not what it was when the app asked for it. */
  public boolean isChanged(Path file) {
    State known = files.get(file);
    return known != null && !known.equals(State.of(file));
  }
}
