package io.cortado.node.fs;

import io.cortado.node.Errno;
import io.cortado.node.Paths;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Notifications of change for {@code fs.watch}. Runs on the loop. */
public final class FsWatch {
  private final ModuleContext context;
  private final Paths paths;

  FsWatch(ModuleContext context, Paths paths) {
    this.context = context;
    this.paths = paths;
  }

  /**
   * Watches a file or directory and calls {@code listener(eventType, filename)}; answers the watcher, whose
   * {@code close()} and {@code keepAlive(boolean)} are its whole use, or a negative errno.
   */
  public @Nullable Object start(String name, boolean recursive, Value listener) {
    return Errno.attempt(() -> {
      Path path = paths.of(name);
      if (!Files.exists(path)) {
        throw new Errno(Errno.ENOENT);
      }
      return open(path, recursive, listener);
    });
  }

  private DirectoryWatcher open(Path path, boolean recursive, Value listener) throws IOException {
    boolean directory = Files.isDirectory(path);
    Path root = directory ? path : Objects.requireNonNull(path.toAbsolutePath().getParent());
    @Nullable String only = directory ? null : path.getFileName().toString();
    return new DirectoryWatcher(context, root, only, recursive && directory, listener);
  }
}
