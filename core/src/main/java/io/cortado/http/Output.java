package io.cortado.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** What is on its way to a client: written at once where the socket takes it, else queued. Runs on the loop. */
final class Output {
  private final ConduitStreamSinkChannel sink;
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
  private long pending;

  Output(ConduitStreamSinkChannel sink) {
    this.sink = sink;
  }

  /** Bytes that the kernel has not taken yet. */
  long pending() {
    return pending;
  }

  /** Writes or queues; a buffer that could not be written whole is copied when {@code shared}. */
  void write(ByteBuffer data, boolean shared) throws IOException {
    if (queue.isEmpty()) {
      while (data.hasRemaining() && sink.write(data) > 0) {
        // The kernel takes what it can.
      }
    }
    if (data.hasRemaining()) {
      pending += data.remaining();
      queue.add(shared ? copy(data) : data);
      sink.resumeWrites();
    }
  }

  /** Continues after the socket became writable; returns whether everything is written. */
  boolean flush() throws IOException {
    while (!queue.isEmpty()) {
      ByteBuffer first = queue.peek();
      int written = sink.write(first);
      if (written == 0) {
        return false;
      }
      pending -= written;
      if (!first.hasRemaining()) {
        queue.remove();
      }
    }
    sink.suspendWrites();
    return true;
  }

  private static ByteBuffer copy(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    copy.put(data).flip();
    return copy;
  }
}
