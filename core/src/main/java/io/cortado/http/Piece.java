package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** A part of what waits to be written. Runs on the loop. */
interface Piece {
  /** What is given to a socket at a time: more would be copied once more each time, and most of it not taken. */
  int PART_BYTES = 128 << 10;

  /** The same of a file, of which the system copies no more than the socket takes. */
  int FILE_PART_BYTES = 1 << 20;

  /** Writes what can be taken now; returns how many bytes that was. */
  long write(Wire wire) throws IOException;

  boolean isWritten();

  /** Nothing of it is written any more. */
  default void close() {}

  /** Bytes in memory. */
  record Memory(ByteBuffer data) implements Piece {
    @Override
    public long write(Wire wire) throws IOException {
      int end = data.limit();
      data.limit(Math.min(end, data.position() + PART_BYTES));
      try {
        return wire.write(data);
      } finally {
        data.limit(end);
      }
    }

    @Override
    public boolean isWritten() {
      return !data.hasRemaining();
    }
  }

  /** Bytes that stay with JavaScript, as on Node, until the socket takes them: they are no second time in memory. */
  final class Shared implements Piece {
    private final Value buffer;
    private final long end;
    private long position;

    Shared(Value arrayBuffer, long offset, long length) {
      this.buffer = arrayBuffer;
      this.position = offset;
      this.end = offset + length;
    }

    @Override
    public long write(Wire wire) throws IOException {
      int count = wire.write(ByteBuffer.wrap(Bytes.of(buffer, position, Math.min(PART_BYTES, end - position))));
      position += count;
      return count;
    }

    @Override
    public boolean isWritten() {
      return position == end;
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
      long count = wire.transfer(file, position, Math.min(FILE_PART_BYTES, end - position));
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
