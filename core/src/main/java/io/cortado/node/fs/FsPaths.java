package io.cortado.node.fs;

import io.cortado.node.Errno;
import io.cortado.node.Paths;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@code fs} that changes names and attributes. Every method answers its result (0 for none), or a negative
 * errno; with a callback it answers later. Runs on the loop.
 */
public final class FsPaths {
  private final ModuleContext context;
  private final Paths paths;

  FsPaths(ModuleContext context, Paths paths) {
    this.context = context;
    this.paths = paths;
  }

  /** Makes a directory; the first one made when {@code recursive}, or null. */
  public @Nullable Object mkdir(String name, boolean recursive, int mode, @Nullable Value callback) {
    return Errno.run(
        context, callback, () -> Directories.make(paths.of(name), recursive, FileModes.attributes(mode)));
  }

  /** Makes a directory whose name is {@code prefix} and six random letters; answers the name. */
  public @Nullable Object mkdtemp(String prefix, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      int slash = prefix.lastIndexOf('/');
      Path parent = slash < 0 ? context.workingDirectory() : paths.of(prefix.substring(0, slash + 1));
      Path made = Directories.makeTemporary(parent, prefix.substring(slash + 1), FileModes.attributes(0700));
      return prefix + made.getFileName().toString().substring(prefix.length() - slash - 1);
    });
  }

  public @Nullable Object rename(String from, String to, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path source = paths.of(from);
      Path target = paths.of(to);
      if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
          && Files.exists(source, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
        throw new Errno(Errno.EISDIR);
      }
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return 0;
    });
  }

  /** Removes a file or link, or when {@code directory}, an empty directory. */
  public @Nullable Object remove(String name, boolean directory, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      boolean is = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      if (is != directory && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new Errno(directory ? Errno.ENOTDIR : Errno.EISDIR);
      }
      Files.delete(path);
      return 0;
    });
  }

  /** Removes a file or a directory with all that is in it. */
  public @Nullable Object removeTree(String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Directories.removeTree(paths.of(name));
      return 0;
    });
  }

  public @Nullable Object copyFile(String from, String to, boolean exclusive, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path source = paths.of(from);
      Path target = paths.of(to);
      copy(source, target, exclusive);
      return 0;
    });
  }

  private static void copy(Path source, Path target, boolean exclusive) throws IOException {
    if (Files.isDirectory(source) || Files.isDirectory(target)) {
      throw new Errno(exclusive && Files.isDirectory(target) ? Errno.EEXIST : Errno.EISDIR);
    }
    if (!exclusive && Files.exists(target)) {
      // into the existing file, so that its links and permissions stay
      try (var in = Files.newInputStream(source);
          var out = Files.newOutputStream(target)) {
        in.transferTo(out);
      }
      return;
    }
    CopyOption[] options = {};
    Files.copy(source, target, options);
    if (FileModes.POSIX) {
      Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(source));
    }
  }

  public @Nullable Object link(String existing, String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Files.createLink(paths.of(name), paths.of(existing));
      return 0;
    });
  }

  /** Makes a symbolic link; {@code target} stays as it is written. */
  public @Nullable Object symlink(String target, String name, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Files.createSymbolicLink(paths.of(name), Path.of(target));
      return 0;
    });
  }

  public @Nullable Object chmod(String name, int mode, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      if (FileModes.POSIX) {
        Files.setAttribute(path, "unix:mode", mode);
      } else {
        path.toFile().setWritable((mode & 0222) != 0);
      }
      return 0;
    });
  }

  public @Nullable Object chown(String name, int uid, int gid, boolean follow, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      if (uid >= 0) {
        Files.setAttribute(path, "unix:uid", uid, options);
      }
      if (gid >= 0) {
        Files.setAttribute(path, "unix:gid", gid, options);
      }
      return 0;
    });
  }

  /** Sets times, given in seconds with a fraction. */
  public @Nullable Object utimes(
      String name, double accessed, double modified, boolean follow, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      Path path = paths.of(name);
      LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      Files.getFileAttributeView(path, BasicFileAttributeView.class, options)
          .setTimes(time(modified), time(accessed), null);
      return 0;
    });
  }

  private static FileTime time(double seconds) {
    long micros = Math.round(seconds * TimeUnit.SECONDS.toMicros(1));
    return FileTime.from(Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS));
  }
}
