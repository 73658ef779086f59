package io.cortado.http;

import io.cortado.node.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What is on its way to a client: written at once where the socket takes it, else queued. Runs on the loop. */
final class Output {
  private static final int JOIN_BYTES = 64 << 10;

  /** What one client gets in one turn of the loop; the rest when its socket is writable and the others have had theirs. */
  private static final long TURN_BYTES = 1 << 20;

  private final Wire wire;
  private final ArrayDeque<Piece> queue = new ArrayDeque<>();
  private long pending;
  private long total;
  /** Shared by the connections of a server: what does not leave in one call is copied out of it. Null for streams. */
  private final @Nullable ByteBuffer buffer;

  private final Consumer<IOException> onFailure;
  private boolean corked;
  private boolean closed;

  /** {@code onFailure} is told that the socket takes no more; from a call of {@link #write}, so it must not act at once. */
  Output(Wire wire, @Nullable ByteBuffer buffer, Consumer<IOException> onFailure) {
    this.wire = wire;
    this.buffer = buffer;
    this.onFailure = onFailure;
  }

  /** Ignores what is written from now on. */
  void close() {
    closed = true;
    queue.forEach(Piece::close);
    queue.clear();
    pending = 0;
  }

  /** How scripts hear of a failed system call: its name and error number; what is none of the kernel's is a lost connection. */
  static String failed(String call, IOException failure) {
    int number = Errno.of(failure);
    boolean named = number != Errno.EIO && number != Errno.EBADF;
    return call + ' ' + (named ? number : call.equals("read") ? Errno.ECONNRESET : Errno.EPIPE);
  }

  /** What waits is let go at once: whoever writes until there is no more room must be told so in the same turn. */
  private void failed(IOException failure) {
    close();
    onFailure.accept(failure);
  }

  /** Whether it goes to a socket, which takes what it can, and not to a stream, which takes all. */
  boolean isPlain() {
    return buffer != null;
  }

  /** Bytes given so far. */
  long total() {
    return total;
  }

  /** Bytes that the kernel has not taken yet. */
  long pending() {
    return pending;
  }

  /** The same for who writes; of what is written to a connection that is gone the kernel never takes anything. */
  double unsent() {
    return closed ? Double.MAX_VALUE : pending;
  }

  /** Writes a head and up to two blocks of bytes in as few system calls as the buffer has room for. */
  void write(byte[] head, byte @Nullable [] first, byte... second) {
    if (closed) {
      return;
    }
    int length = head.length + (first == null ? 0 : first.length) + second.length;
    ByteBuffer joined = buffer == null ? ByteBuffer.allocate(Math.min(length, JOIN_BYTES)) : buffer.clear();
    if (length <= joined.remaining()) {
      joined.put(head);
      if (first != null) {
        joined.put(first);
      }
      write(joined.put(second).flip(), true);
      return;
    }
    write(ByteBuffer.wrap(head), false);
    if (first != null) {
      write(ByteBuffer.wrap(first), false);
    }
    write(ByteBuffer.wrap(second), false);
  }

  /** Writes {@code length} bytes of a head that the caller uses again, and a body. */
  void write(byte[] head, int length, byte[] body) {
    if (closed) {
      return;
    }
    if (buffer != null && length + body.length <= buffer.capacity()) {
      write(buffer.clear().put(head, 0, length).put(body).flip(), true);
    } else {
      write(java.util.Arrays.copyOf(head, length), body);
    }
  }

  /** Writes or queues; a buffer that could not be written whole is copied when {@code shared}. */
  void write(ByteBuffer data, boolean shared) {
    if (closed) {
      return;
    }
    total += data.remaining();
    if (queue.isEmpty() && !corked) {
      Piece piece = new Piece.Memory(data);
      try {
        for (long left = TURN_BYTES, count = 1; left > 0 && count > 0 && data.hasRemaining(); left -= count) {
          count = piece.write(wire);
        }
      } catch (IOException e) {
        failed(e);
        return;
      }
    }
    if (data.hasRemaining()) {
      pending += data.remaining();
      queue.add(new Piece.Memory(shared ? copy(data) : data));
      if (!corked) {
        wire.writing(true);
      }
    }
  }

  /** Writes a file behind what has been written, as far as the socket takes it; {@code file} is closed in the end. */
  void write(FileChannel file, long length) {
    write(new Piece.File(file, length), length);
  }

  /** Writes bytes that stay where they are, between two texts of the protocol. */
  void write(byte[] before, Value arrayBuffer, long offset, long length, byte[] after) {
    write(ByteBuffer.wrap(before), false);
    write(new Piece.Shared(arrayBuffer, offset, length), length);
    write(ByteBuffer.wrap(after), false);
  }

  private void write(Piece piece, long length) {
    if (closed) {
      piece.close();
      return;
    }
    total += length;
    pending += length;
    queue.add(piece);
    if (!corked) {
      try {
        if (!flush()) {
          wire.writing(true);
        }
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  void cork() {
    corked = true;
  }

  /** Writes what was held back, as far as the socket takes it. */
  void uncork() {
    if (!corked) {
      return;
    }
    corked = false;
    if (!queue.isEmpty()) {
      join();
      try {
        if (!flush()) {
          wire.writing(true);
        }
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** Parts written one after the other leave as one, where they are small. */
  private void join() {
    if (queue.size() > 1 && pending <= JOIN_BYTES && queue.stream().allMatch(Piece.Memory.class::isInstance)) {
      ByteBuffer joined = ByteBuffer.allocate((int) pending);
      queue.forEach(piece -> joined.put(((Piece.Memory) piece).data()));
      queue.clear();
      queue.add(new Piece.Memory(joined.flip()));
    }
  }

  /** Continues after the socket became writable; returns whether everything is written. */
  boolean flush() throws IOException {
    long left = TURN_BYTES;
    while (!queue.isEmpty()) {
      Piece first = queue.peek();
      long written = left > 0 ? first.write(wire) : 0;
      if (written == 0 && !first.isWritten()) {
        return false;
      }
      pending -= written;
      left -= written;
      if (first.isWritten()) {
        queue.remove();
      }
    }
    wire.writing(false);
    return true;
  }

  private static ByteBuffer copy(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    copy.put(data).flip();
    return copy;
  }
}
