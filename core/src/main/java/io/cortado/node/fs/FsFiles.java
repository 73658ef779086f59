package io.cortado.node.fs;

import io.cortado.node.Errno;
import io.cortado.node.Paths;
import io.cortado.node.buffer.Bytes;
import io.cortado.node.buffer.Utf8;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of {@code fs}. Every method answers its result, or a negative errno; with a callback it answers
 * later. Runs on the loop.
 */
public final class FsFiles {
  private static final int WRITE_ONLY = 1;
  private static final int READ_WRITE = 2;
  private static final int CREATE = 64;
  private static final int EXCLUSIVE = 128;
  private static final int TRUNCATE = 512;
  private static final int APPEND = 1024;
  private static final int DIRECTORY = 65536;
  private static final int NO_FOLLOW = 131072;
  private static final int SYNC = 1052672;
  private static final int DATA_SYNC = 4096;

  private final ModuleContext context;
  private final Paths paths;
  private final FileTable table;

  FsFiles(ModuleContext context, Paths paths, IntFunction<@Nullable OutputStream> outputs) {
    this.table = new FileTable(outputs);
    this.context = context;
    this.paths = paths;
  }

  /** A descriptor for the file, opened with POSIX flags. */
  public @Nullable Object open(String name, int flags, int mode, @Nullable Value callback) {
    return Errno.run(context, callback, () -> open(name, flags, mode));
  }

  private int open(String name, int flags, int mode) throws IOException {
    Path path = paths.of(name);
    boolean directory = Files.isDirectory(path);
    if (directory && (flags & (WRITE_ONLY | READ_WRITE | CREATE)) != 0) {
      throw new Errno((flags & CREATE) != 0 && (flags & EXCLUSIVE) != 0 ? Errno.EEXIST : Errno.EISDIR);
    }
    if (!directory && ((flags & DIRECTORY) != 0 || Paths.namesDirectory(name))) {
      throw new Errno(Files.exists(path) ? Errno.ENOTDIR : (flags & CREATE) != 0 ? Errno.EISDIR : Errno.ENOENT);
    }
    FileChannel channel = FileChannel.open(path, options(flags), FileModes.attributes(mode));
    return table.add(channel, path, (flags & APPEND) != 0, directory);
  }

  private static Set<OpenOption> options(int flags) {
    Set<OpenOption> options = new HashSet<>();
    boolean writes = (flags & (WRITE_ONLY | READ_WRITE)) != 0;
    if (!writes || (flags & READ_WRITE) != 0) {
      options.add(StandardOpenOption.READ);
    }
    if (writes) {
      options.add(StandardOpenOption.WRITE);
      add(options, flags, CREATE, StandardOpenOption.CREATE);
      if ((flags & CREATE) != 0) {
        add(options, flags, EXCLUSIVE, StandardOpenOption.CREATE_NEW);
      }
      add(options, flags, TRUNCATE, StandardOpenOption.TRUNCATE_EXISTING);
    }
    add(options, flags, NO_FOLLOW, LinkOption.NOFOLLOW_LINKS);
    if ((flags & SYNC) == SYNC) {
      options.add(StandardOpenOption.SYNC);
    } else {
      add(options, flags, DATA_SYNC, StandardOpenOption.DSYNC);
    }
    return options;
  }

  private static void add(Set<OpenOption> options, int flags, int flag, OpenOption option) {
    if ((flags & flag) != 0) {
      options.add(option);
    }
  }

  public @Nullable Object close(int fd, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      OpenFile file = table.remove(fd);
      if (file == null) {
        return Errno.EBADF;
      }
      file.close();
      return 0;
    });
  }

  /** Up to {@code length} bytes for an {@code ArrayBuffer}; a negative {@code position} means the current one. */
  public @Nullable Object read(int fd, int length, double position, @Nullable Value callback) {
    return Errno.run(context, callback, () -> Bytes.out(table.get(fd).read(length, (long) position)));
  }

  /** The rest of the file, for {@code readFile} with a descriptor. */
  public @Nullable Object readAll(int fd, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      OpenFile file = table.get(fd);
      java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
      for (byte[] some = file.read(65536, -1); some.length > 0; some = file.read(65536, -1)) {
        all.write(some);
      }
      return Bytes.out(all.toByteArray());
    });
  }

  /** Writes all the bytes and answers their number. */
  public @Nullable Object write(
      int fd, Value arrayBuffer, int offset, int length, double position, @Nullable Value callback) {
    byte[] bytes = Bytes.of(arrayBuffer, offset, length);
    return Errno.run(context, callback, () -> table.get(fd).write(bytes, (long) position));
  }

  /** Writes text as UTF-8, which Java encodes faster than JavaScript, and answers the number of bytes. */
  public @Nullable Object writeText(int fd, String text, @Nullable Value callback) {
    byte[] bytes = Utf8.bytes(text);
    return Errno.run(context, callback, () -> table.get(fd).write(bytes, -1));
  }

  public @Nullable Object stat(int fd, @Nullable Value callback) {
    return Errno.run(context, callback, () -> table.get(fd).status());
  }

  public @Nullable Object truncate(int fd, double length, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      FileChannel channel = table.get(fd).channel();
      long wanted = (long) length;
      long at = channel.position();
      if (wanted > channel.size()) {
        channel.write(java.nio.ByteBuffer.wrap(new byte[1]), wanted - 1);
      } else {
        channel.truncate(wanted);
        channel.position(at);
      }
      return 0;
    });
  }

  public @Nullable Object sync(int fd, boolean metadata, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      table.get(fd).channel().force(metadata);
      return 0;
    });
  }

  /** The name a descriptor was opened by, for the operations that Java has for names only; empty if closed. */
  public String name(int fd) {
    try {
      return table.get(fd).path().toString();
    } catch (Errno e) {
      return "";
    }
  }

  /** The whole of a named file. Called from any thread. */
  byte[] contents(String name) throws IOException {
    Path path = paths.of(name);
    if (Paths.namesDirectory(name) && !Files.isDirectory(path)) {
      throw new Errno(Files.exists(path) ? Errno.ENOTDIR : Errno.ENOENT);
    }
    return Files.readAllBytes(path);
  }
}
