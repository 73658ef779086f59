package io.cortado.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** A part of what waits to be written. Runs on the loop. */
interface Piece {
  /** Writes what can be taken now; returns how many bytes that was. */
  long write(Wire wire) throws IOException;

  boolean isWritten();

  /** Nothing of it is written any more. */
  default void close() {}

  /** Bytes in memory. */
  record Memory(ByteBuffer data) implements Piece {
    @Override
    public long write(Wire wire) throws IOException {
      return wire.write(data);
    }

    @Override
    public boolean isWritten() {
      return !data.hasRemaining();
    }
  }

  /** A file, which leaves without being read into memory where the system can do that; closed when it is over. */
  final class File implements Piece {
    private final FileChannel file;
    private final long end;
    private long position;

    /** All of a small file, which is closed; null where it is shorter than it was said to be. */
    static byte @Nullable [] content(FileChannel file, int length) throws IOException {
      try (file) {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining() && file.read(content) > 0) {
          // A file may come in parts.
        }
        return content.hasRemaining() ? null : content.array();
      }
    }

    File(FileChannel file, long length) {
      this.file = file;
      this.end = length;
    }

    @Override
    public long write(Wire wire) throws IOException {
      long count = wire.transfer(file, position, end - position);
      if (count <= 0 && position >= file.size()) {
        throw new EOFException("the file has become shorter while it was sent");
      }
      position += count;
      if (isWritten()) {
        close();
      }
      return count;
    }

    @Override
    public boolean isWritten() {
      return position == end;
    }

    @Override
    public void close() {
      IoUtils.safeClose(file);
    }
  }
}
