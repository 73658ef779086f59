package io.cortado.node.fs;

import io.cortado.node.Errno;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file, or one of the three standard streams. Called from any thread. */
final class OpenFile {
  private final @Nullable FileChannel channel;
  private final Path path;
  private final boolean append;
  private final boolean directory;
  private final @Nullable FileInputStream in;
  private final @Nullable OutputStream out;

  OpenFile(FileChannel channel, Path path, boolean append, boolean directory) {
    this(channel, path, append, directory, null, null);
  }

  private OpenFile(
      @Nullable FileChannel channel,
      Path path,
      boolean append,
      boolean directory,
      @Nullable FileInputStream in,
      @Nullable OutputStream out) {
    this.channel = channel;
    this.path = path;
    this.append = append;
    this.directory = directory;
    this.in = in;
    this.out = out;
  }

  /** Streams, not channels: a channel is closed for good when its thread is interrupted. {@code instead} takes what is written. */
  static OpenFile standard(int fd, @Nullable OutputStream instead) {
    Path path = Path.of("/dev/fd/" + fd);
    if (fd == 0) {
      return new OpenFile(null, path, false, false, new FileInputStream(FileDescriptor.in), null);
    }
    FileDescriptor own = fd == 1 ? FileDescriptor.out : FileDescriptor.err;
    return new OpenFile(null, path, false, false, null, instead == null ? new FileOutputStream(own) : instead);
  }

  Path path() {
    return path;
  }

  FileChannel channel() throws Errno {
    if (channel == null) {
      throw new Errno(Errno.EINVAL);
    }
    return channel;
  }

  /** Reads up to {@code length} bytes from {@code position}, or from where the last read ended if it is negative. */
  byte[] read(int length, long position) throws IOException {
    if (directory) {
      throw new Errno(Errno.EISDIR);
    }
    if (in != null) {
      byte[] some = new byte[length];
      int count = length == 0 ? 0 : in.read(some);
      return count <= 0 ? new byte[0] : count == length ? some : java.util.Arrays.copyOf(some, count);
    }
    FileChannel source = channel();
    long at = position < 0 ? -1 : position;
    byte[] bytes = new byte[(int) Math.min(length, reasonable(source, at, length))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int count = at < 0 ? source.read(buffer) : source.read(buffer, at);
    return count <= 0 ? new byte[0] : count == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, count);
  }

  /** A reader may ask for 64 KB of a file that has ten bytes left: allocate for what can come. */
  private static long reasonable(FileChannel source, long position, int length) throws IOException {
    if (length <= 4096) {
      return length;
    }
    long size = source.size();
    if (size == 0) {
      return length;
    }
    long left = size - (position < 0 ? source.position() : position);
    return Math.max(left, 1);
  }

  int write(byte[] bytes, long position) throws IOException {
    if (out != null) {
      writeStandard(out, bytes);
      return bytes.length;
    }
    FileChannel target = channel();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (append) {
      synchronized (this) {
        long end = target.size();
        int count = writeFully(target, buffer, end);
        target.position(end + count);
        return count;
      }
    }
    if (position >= 0) {
      return writeFully(target, buffer, position);
    }
    while (buffer.hasRemaining()) {
      target.write(buffer);
    }
    return bytes.length;
  }

  private static int writeFully(FileChannel target, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += target.write(buffer, at);
    }
    return (int) (at - position);
  }

  /** A pipe may have been made non-blocking by the other side; Node waits for it too. */
  private static void writeStandard(OutputStream out, byte[] bytes) throws IOException {
    int step = 65536;
    for (int at = 0; at < bytes.length; at += step) {
      int length = Math.min(step, bytes.length - at);
      while (true) {
        try {
          out.write(bytes, at, length);
          break;
        } catch (IOException e) {
          if (Errno.of(e) != Errno.EAGAIN) {
            throw e;
          }
          Thread.onSpinWait();
        }
      }
    }
  }

  double[] status() throws IOException {
    try {
      return FileStatus.of(path, true);
    } catch (java.nio.file.NoSuchFileException e) {
      return FileStatus.unnamed(channel().size());
    }
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
