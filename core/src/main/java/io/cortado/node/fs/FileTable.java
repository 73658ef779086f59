package io.cortado.node.fs;

import io.cortado.node.Errno;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Descriptors of this loop: small integers, the lowest free one first as POSIX has it. Called from any thread. */
final class FileTable {
  private static final int FIRST = 10;

  private final ConcurrentMap<Integer, OpenFile> open = new ConcurrentHashMap<>();

  /** {@code outputs} says where descriptors 1 and 2 go, if not to themselves. */
  FileTable(IntFunction<@Nullable OutputStream> outputs) {
    for (int fd = 0; fd <= 2; fd++) {
      open.put(fd, OpenFile.standard(fd, fd == 0 ? null : outputs.apply(fd)));
    }
  }

  int add(FileChannel channel, Path path, boolean append, boolean directory) {
    OpenFile file = new OpenFile(channel, path, append, directory);
    for (int fd = FIRST; ; fd++) {
      if (open.putIfAbsent(fd, file) == null) {
        return fd;
      }
    }
  }

  OpenFile get(int fd) throws Errno {
    OpenFile file = open.get(fd);
    if (file == null) {
      throw new Errno(Errno.EBADF);
    }
    return file;
  }

  @Nullable OpenFile remove(int fd) {
    return open.remove(fd);
  }
}
