package io.cortado.node.fs;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One {@code fs.watch}: a thread that waits for the system's events and posts them to the loop. */
public final class DirectoryWatcher {
  private final ModuleContext context;
  private final Path root;
  private final @Nullable String only;
  private final boolean recursive;
  private final Value listener;
  private final WatchService service;
  private final Map<WatchKey, Path> directories = new HashMap<>();
  private volatile boolean closed;
  private @Nullable AutoCloseable hold;

  DirectoryWatcher(ModuleContext context, Path root, @Nullable String only, boolean recursive, Value listener)
      throws IOException {
    this.context = context;
    this.root = root;
    this.only = only;
    this.recursive = recursive;
    this.listener = listener;
    this.service = root.getFileSystem().newWatchService();
    register(root);
    keepAlive(true);
    Thread.ofPlatform().daemon().name("fs.watch").start(this::run);
  }

  private void register(Path directory) throws IOException {
    directories.put(directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), directory);
    if (recursive) {
      try (var children = Files.newDirectoryStream(directory, p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))) {
        for (Path child : children) {
          register(child);
        }
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        WatchKey key = service.take();
        Path directory = directories.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
          if (directory != null && event.context() instanceof Path name) {
            changed(directory.resolve(name), event.kind() == ENTRY_MODIFY ? "change" : "rename");
          }
        }
        if (!key.reset()) {
          directories.remove(key);
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // closed: nobody listens any more
    }
  }

  private void changed(Path path, String type) {
    String name = root.relativize(path).toString();
    if (only != null && !only.equals(name)) {
      return;
    }
    if (recursive && type.equals("rename") && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try {
        register(path);
      } catch (IOException e) {
        // gone again already: its parent reports that
      }
    }
    context.post(() -> {
      if (!closed) {
        context.call(listener, type, name);
      }
    });
  }

  /** Whether this watcher keeps the process alive. Runs on the loop. */
  public void keepAlive(boolean keep) {
    try {
      if (keep && hold == null && !closed) {
        hold = context.hold();
      } else if (!keep && hold != null) {
        hold.close();
        hold = null;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the watch; no event comes afterwards. Runs on the loop. */
  public void close() {
    closed = true;
    keepAlive(false);
    try {
      service.close();
    } catch (IOException e) {
      // nothing is left to release
    }
  }
}
