package io.cortado.node.zlib;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Decompresses with Google's native Brotli. */
final class BrotliDecodeCodec extends Codec {
  private static final int WINDOW = 8192;

  private DecoderJNI.Wrapper decoder = open();
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private boolean closed;

  private static DecoderJNI.Wrapper open() {
    try {
      return new DecoderJNI.Wrapper(WINDOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  int step(byte[] out, int operation) throws CodecException {
    int count = 0;
    while (count < out.length) {
      if (ready.hasRemaining()) {
        int some = Math.min(ready.remaining(), out.length - count);
        ready.get(out, count, some);
        count += some;
        continue;
      }
      switch (decoder.getStatus()) {
        case DONE -> {
          if (!decoder.hasOutput()) {
            return count;
          }
          ready = decoder.pull();
        }
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> ready = decoder.pull();
        case NEEDS_MORE_INPUT -> {
          if (decoder.hasOutput()) {
            ready = decoder.pull();
          } else if (at < input.length) {
            push();
          } else {
            if (operation == 2) {
              throw truncated();
            }
            return count;
          }
        }
        default -> throw new CodecException(-2, "Decompression failed");
      }
    }
    return count;
  }

  private void push() {
    ByteBuffer window = decoder.getInputBuffer();
    window.clear();
    int some = Math.min(window.remaining(), input.length - at);
    window.put(input, at, some);
    at += some;
    decoder.push(some);
  }

  @Override
  void reset() {
    close();
    closed = false;
    decoder = open();
    ready = ByteBuffer.allocate(0);
  }

  @Override
  void close() {
    if (!closed) {
      closed = true;
      decoder.destroy();
    }
  }
}
