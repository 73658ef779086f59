package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a stream of JavaScript's: a TLS socket, a Unix socket, whatever {@code server.emit('connection')}
 * was given. Its events come in through the public methods, what it is to do goes out through {@code sink}. Public for
 * the border only; runs on the loop.
 */
public final class StreamWire implements Wire {
  private static final int PART_BYTES = 64 << 10;

  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private final HttpServer server;
  private final Value sink;
  private @Nullable HttpConnection connection;
  private boolean ended;
  private boolean wanted;
  private boolean blocked;
  private Runnable readable = () -> {};
  private Runnable writable = () -> {};

  /** {@code sink} has write(bytes) → whether there is room for more, end(), close() and flow(boolean). */
  StreamWire(HttpServer server, Value sink) {
    this.server = server;
    this.sink = sink;
  }

  void owner(HttpConnection owner) {
    connection = owner;
  }

  /** The connection, for the stream's place as the request's socket. */
  public ConnectionHandle handle() {
    return java.util.Objects.requireNonNull(connection, "StreamWire without connection").handle();
  }

  /** Bytes have come. */
  public void data(Value buffer, double offset, double length) {
    waiting.add(ByteBuffer.wrap(Bytes.of(buffer, offset, length)));
    tell();
  }

  /** The other side has ended. */
  public void end() {
    ended = true;
    tell();
  }

  /** There is room again. */
  public void drain() {
    blocked = false;
    writable.run();
  }

  /** The stream is gone. */
  public void closed() {
    if (connection != null) {
      connection.gone();
    }
  }

  private void tell() {
    if (wanted) {
      readable.run();
    }
  }

  @Override
  public void listen(Runnable whenReadable, Runnable whenWritable) {
    readable = whenReadable;
    writable = whenWritable;
  }

  @Override
  public int read(ByteBuffer into) {
    ByteBuffer first = waiting.peek();
    if (first == null) {
      return ended ? -1 : 0;
    }
    int count = Math.min(first.remaining(), into.remaining());
    into.put(first.slice(first.position(), count));
    first.position(first.position() + count);
    if (!first.hasRemaining()) {
      waiting.remove();
    }
    return count;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    if (blocked) {
      return 0;
    }
    int count = data.remaining();
    if (count > 0) {
      ByteBuffer copy = ByteBuffer.allocate(count);
      copy.put(data).flip();
      blocked = !sink.invokeMember("write", copy).asBoolean();
    }
    return count;
  }

  @Override
  public long transfer(FileChannel file, long position, long count) throws IOException {
    if (blocked) {
      return 0;
    }
    ByteBuffer part = ByteBuffer.allocate((int) Math.min(count, PART_BYTES));
    int length = file.read(part, position);
    if (length > 0) {
      write(part.flip());
    }
    return Math.max(0, length);
  }

  @Override
  public void reading(boolean on) {
    if (on != wanted) {
      wanted = on;
      sink.invokeMember("flow", on);
    }
    if (on && (ended || !waiting.isEmpty())) {
      server.post(this::tell);
    }
  }

  @Override
  public void writing(boolean on) {
    // A stream always says when it has drained.
  }

  @Override
  public void shutdown() {
    sink.invokeMember("end");
  }

  @Override
  public void close() {
    sink.invokeMember("close");
  }

  @Override
  public Peer peer() {
    return new Peer(null, false);
  }
}
