package io.cortado.node.fs;

import io.cortado.node.Errno;
import io.cortado.node.Paths;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@code fs} that reads: status, contents, directories. Every method answers its result, or a negative
 * errno; with a callback it answers later. Runs on the loop.
 */
public final class FsBinding {
  private static final int READ = 4;
  private static final int WRITE = 2;
  private static final int EXECUTE = 1;

  private final ModuleContext context;
  private final Paths paths;
  private final FsFiles files;
  private final FsPaths changes;
  private final FsWatch watch;

  /** {@code outputs} says where descriptors 1 and 2 go, if not to themselves. */
  public FsBinding(ModuleContext context, IntFunction<@Nullable OutputStream> outputs) {
    this.context = context;
    this.paths = new Paths(context);
    this.files = new FsFiles(context, paths, outputs);
    this.changes = new FsPaths(context, paths);
    this.watch = new FsWatch(context, paths);
  }

  /** Operations on descriptors. */
  public FsFiles files() {
    return files;
  }

  /** Operations that change names and attributes. */
  public FsPaths changes() {
    return changes;
  }

  /** Notifications of change. */
  public FsWatch watch() {
    return watch;
  }

  /** {@code stat} or, without following links, {@code lstat}: the numbers of {@link FileStatus}. */
  public @Nullable Object stat(String name, boolean follow, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      double[] status = FileStatus.of(paths.of(name), follow || Paths.namesDirectory(name));
      if (Paths.namesDirectory(name) && !FileStatus.isDirectory(status)) {
        throw new Errno(Errno.ENOTDIR);
      }
      return status;
    });
  }

  /** Whether something answers to the name, links followed. */
  public boolean exists(String name) {
    try {
      Path path = paths.of(name);
      return Paths.namesDirectory(name) ? Files.isDirectory(path) : Files.exists(path);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** 1 for a directory, 0 for any other file, a negative errno for none: all that module resolution asks. */
  public int kind(String name) {
    try {
      Path path = paths.of(name);
      return Files.isDirectory(path) ? 1 : Files.exists(path) ? 0 : Errno.ENOENT;
    } catch (IOException | RuntimeException e) {
      return Errno.of(e);
    }
  }

  /** The whole file, as text when {@code utf8}, else as bytes for an {@code ArrayBuffer}. */
  public @Nullable Object readFile(String name, boolean utf8, @Nullable Value callback) {
    return Errno.runLong(context, callback, () -> {
      byte[] bytes = files.contents(name);
      return utf8 ? new String(bytes, StandardCharsets.UTF_8) : Bytes.out(bytes);
    });
  }

  /** Whether the file exists and allows what {@code mode} asks (4 read, 2 write, 1 execute). */
  public @Nullable Object access(String name, int mode, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      FileStatus.of(path, true);
      boolean allowed =
          ((mode & READ) == 0 || Files.isReadable(path))
              && ((mode & WRITE) == 0 || Files.isWritable(path))
              && ((mode & EXECUTE) == 0 || Files.isExecutable(path));
      return allowed ? 0 : Errno.EACCES;
    });
  }

  /** The names in a directory, sorted; each led by a digit for its type (as {@code UV_DIRENT_*}) when asked for. */
  public @Nullable Object readdir(String name, boolean withTypes, @Nullable Value callback) {
    return Errno.run(context, callback, () -> Directories.list(paths.of(name), withTypes));
  }

  /** All that is below a directory, breadth first: relative names, each led by a digit for its type. */
  public @Nullable Object readdirTree(String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> Directories.tree(paths.of(name)));
  }

  /** The name without links, dots and relative parts. */
  public @Nullable Object realpath(String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> paths.of(name).toRealPath().toString());
  }

  /** Where a symbolic link points to. */
  public @Nullable Object readlink(String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new Errno(Errno.missing(path.toString()));
      }
      return Files.readSymbolicLink(path).toString();
    });
  }

  /** Space of the file system: type, bsize, blocks, bfree, bavail, files, ffree. */
  public @Nullable Object statfs(String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> Directories.space(paths.of(name)));
  }
}
