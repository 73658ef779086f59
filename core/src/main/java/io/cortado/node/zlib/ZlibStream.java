package io.cortado.node.zlib;

import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A compression under way. Results are bytes for an {@code ArrayBuffer}, or a text {@code "number message"} for a
 * failure. Runs on the loop; with a callback the work is done off it, one call at a time. What comes after the end or
 * into work in progress is refused here: native memory must not be touched by two, nor after it was freed.
 */
public final class ZlibStream {
  private final ModuleContext context;
  private final Codec codec;
  private boolean busy;
  private boolean closed;
  private int left;

  ZlibStream(ModuleContext context, Codec codec) {
    this.context = context;
    this.codec = codec;
  }

  /** Gives the next input. */
  public void input(Value arrayBuffer, int offset, int length) {
    requireReady();
    codec.input(Bytes.of(arrayBuffer, offset, length));
  }

  /** Up to {@code capacity} bytes of output; as many as that means that there may be more. */
  public @Nullable Object step(int flush, int capacity, @Nullable Value callback) {
    return run(() -> some(flush, capacity), callback);
  }

  /** All the output; {@code "limit"} where it is more than {@code most} bytes. */
  public @Nullable Object all(int flush, int capacity, double most, @Nullable Value callback) {
    return run(() -> everything(flush, capacity, most), callback);
  }

  /** How much of the input the last work has left. */
  public int left() {
    return left;
  }

  private @Nullable Object run(Work work, @Nullable Value callback) {
    requireReady();
    if (callback == null || callback.isNull()) {
      Object result = attempt(work);
      left = codec.left();
      return result;
    }
    busy = true;
    context.settle(
        context.blocking(() -> attempt(work)).whenComplete((result, failure) -> {
          busy = false;
          left = codec.left();
          if (closed) {
            codec.close();
          }
        }),
        callback);
    return null;
  }

  private interface Work {
    Object run() throws CodecException;
  }

  private static Object attempt(Work work) {
    try {
      return work.run();
    } catch (CodecException e) {
      return e.number() + " " + e.getMessage();
    }
  }

  private Object some(int flush, int capacity) throws CodecException {
    byte[] out = new byte[capacity];
    int count = codec.step(out, flush);
    return Bytes.out(count == capacity ? out : Arrays.copyOf(out, count));
  }

  private Object everything(int flush, int capacity, double most) throws CodecException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] out = new byte[capacity];
    int count;
    do {
      count = codec.step(out, flush);
      all.write(out, 0, count);
      if (all.size() > most) {
        return "limit";
      }
    } while (count == capacity);
    return Bytes.out(all.toByteArray());
  }

  public void params(int level, int strategy) {
    requireReady();
    codec.params(level, strategy);
  }

  public void reset() {
    requireReady();
    codec.reset();
  }

  private void requireReady() {
    if (closed) {
      throw context.error("ERR_INVALID_STATE", "zlib: the handle is closed");
    }
    if (busy) {
      throw context.error("ERR_INVALID_STATE", "zlib: a write is in progress");
    }
  }

  /** Frees its memory, after the work in progress. */
  public void close() {
    if (!closed) {
      closed = true;
      if (!busy) {
        codec.close();
      }
    }
  }
}
