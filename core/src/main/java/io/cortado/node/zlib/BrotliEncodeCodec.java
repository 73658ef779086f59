package io.cortado.node.zlib;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Compresses with Google's native Brotli. */
final class BrotliEncodeCodec extends Codec {
  private final Encoder.Parameters parameters;
  private ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private BrotliOutputStream encoder;
  private byte[] ready = {};
  private int readyAt;
  private boolean fed;
  private boolean closed;

  BrotliEncodeCodec(int quality, int window, int mode) {
    parameters = new Encoder.Parameters().setQuality(quality).setWindow(window).setMode(Encoder.Mode.of(mode));
    encoder = open();
  }

  private BrotliOutputStream open() {
    try {
      return new BrotliOutputStream(sink, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void input(byte[] bytes) {
    super.input(bytes);
    fed = false;
  }

  @Override
  int step(byte[] out, int flush) throws CodecException {
    if (readyAt == ready.length && !fed) {
      feed(flush);
    }
    int count = Math.min(out.length, ready.length - readyAt);
    System.arraycopy(ready, readyAt, out, 0, count);
    readyAt += count;
    return count;
  }

  /** The operations are Brotli's own numbers: 1 flushes, 2 finishes. */
  private void feed(int operation) throws CodecException {
    fed = true;
    at = input.length;
    try {
      if (!closed) {
        encoder.write(input);
        if (operation == 2) {
          closed = true;
          encoder.close();
        } else if (operation == 1) {
          encoder.flush();
        }
      }
    } catch (IOException e) {
      throw new CodecException(-2, "Compression failed");
    }
    ready = sink.toByteArray();
    readyAt = 0;
    sink.reset();
  }

  @Override
  void reset() {
    close();
    sink = new ByteArrayOutputStream();
    closed = false;
    encoder = open();
  }

  @Override
  void close() {
    try {
      if (!closed) {
        closed = true;
        encoder.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
