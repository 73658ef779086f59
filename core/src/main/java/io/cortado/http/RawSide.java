package io.cortado.http;

import io.cortado.node.buffer.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A connection after an upgrade: bytes both ways. Public for the border only; runs on the loop. */
public final class RawSide {
  private final Wire wire;
  private final HttpServer server;
  private final HttpConnection owner;
  private final Value events;
  private final Output output;
  private long bytesRead;
  private byte @Nullable [] early;
  private boolean reading;
  private boolean ending;

  RawSide(Wire wire, byte[] early, HttpServer server, HttpConnection owner, Value events) {
    this.wire = wire;
    this.early = early.length == 0 ? null : early;
    this.server = server;
    this.owner = owner;
    this.events = events;
    this.output = new Output(wire, server.writeBuffer(), failure -> server.post(() -> event("error", Output.failed("write", failure))));
    wire.reading(false);
    wire.listen(server.guarded(this::readable), server.guarded(this::writable));
  }

  /** What came with the request's head, once; or null. */
  public @Nullable ByteBuffer head() {
    byte[] bytes = early;
    early = null;
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  public void readStart() {
    reading = true;
    wire.reading(true);
  }

  public void readStop() {
    reading = false;
    wire.reading(false);
  }

  /** Writes; returns the bytes not yet with the kernel. */
  public double write(Value buffer, double offset, double length) {
    output.write(ByteBuffer.wrap(Bytes.of(buffer, offset, length)), false);
    return output.unsent();
  }

  /** Bytes read since the connection was taken over. */
  public double bytesRead() {
    return bytesRead;
  }

  /** Bytes given to {@link #write} so far. */
  public double bytesWritten() {
    return output.total();
  }

  /** Ends our side after what is written; returns the bytes that have to go first. */
  public double end() {
    ending = true;
    endIfWritten();
    return output.pending();
  }

  private void endIfWritten() {
    try {
      if (ending && output.pending() == 0) {
        wire.shutdown();
      }
    } catch (IOException e) {
      destroy();
    }
  }

  public void destroy() {
    owner.destroy();
  }

  private void readable() {
    ByteBuffer buffer = server.readBuffer();
    try {
      while (reading && owner.open()) {
        buffer.clear();
        int count = wire.read(buffer);
        if (count < 0) {
          wire.reading(false);
          reading = false;
          event("end", null);
          return;
        }
        if (count == 0) {
          return;
        }
        bytesRead += count;
        event("data", ByteBuffer.wrap(Arrays.copyOf(buffer.array(), count)));
      }
    } catch (IOException e) {
      event("error", Output.failed("read", e));
    }
  }

  private void writable() {
    try {
      if (output.flush()) {
        endIfWritten();
        event("drain", null);
      }
    } catch (IOException e) {
      event("error", Output.failed("write", e));
    }
  }

  private void event(String name, @Nullable Object value) {
    server.binding().call(events, name, value);
  }
}
