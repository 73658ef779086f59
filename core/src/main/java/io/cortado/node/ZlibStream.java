package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A compression under way. Results are bytes for an {@code ArrayBuffer}, or a text {@code "number message"} for a
 * failure. Runs on the loop; with a callback the work is done off it, one call at a time.
 */
public final class ZlibStream {
  private final ModuleContext context;
  private final Codec codec;
  private boolean busy;
  private boolean closing;

  ZlibStream(ModuleContext context, Codec codec) {
    this.context = context;
    this.codec = codec;
  }

  /** Gives the next input. */
  public void input(Value arrayBuffer, int offset, int length) {
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

  private @Nullable Object run(Work work, @Nullable Value callback) {
    if (callback == null || callback.isNull()) {
      return attempt(work);
    }
    busy = true;
    context.settle(
        context.blocking(() -> attempt(work)).thenApply(result -> {
          busy = false;
          if (closing) {
            codec.close();
          }
          return result;
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
    codec.params(level, strategy);
  }

  public void reset() {
    codec.reset();
  }

  /** Frees its memory, after the work in progress. */
  public void close() {
    if (busy) {
      closing = true;
    } else {
      codec.close();
    }
  }
}
