package io.cortado.node.zlib;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.util.zip.CRC32;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Compression for {@code zlib}. Runs on the loop. */
public final class ZlibBinding {
  private final ModuleContext context;

  public ZlibBinding(ModuleContext context) {
    this.context = context;
  }

  /** A compressor; {@code format} is ZLIB, RAW or GZIP. */
  public ZlibStream deflater(String format, int level, int strategy, @Nullable Value dictionary) {
    return stream(new DeflateCodec(Format.valueOf(format), level, strategy, bytes(dictionary)));
  }

  /** A decompressor; {@code format} is ZLIB, RAW, GZIP or AUTO. */
  public ZlibStream inflater(String format, int windowBits, @Nullable Value dictionary) {
    return stream(new InflateCodec(Format.valueOf(format), windowBits, bytes(dictionary)));
  }

  public ZlibStream brotliEncoder(int quality, int window, int mode) {
    return stream(new BrotliEncodeCodec(quality, window, mode));
  }

  public ZlibStream brotliDecoder() {
    return stream(new BrotliDecodeCodec());
  }

  /** Why Brotli cannot be used on this machine, or null if it can. */
  public @Nullable String brotliProblem() {
    if (Brotli4jLoader.isAvailable()) {
      return null;
    }
    return "its native library does not load on " + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + " (" + Brotli4jLoader.getUnavailabilityCause() + ")";
  }

  /** CRC-32 going on from {@code start}. */
  public double crc32(Value arrayBuffer, int offset, int length, double start) {
    byte[] bytes = Bytes.of(arrayBuffer, offset, length);
    if (start == 0) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return crc.getValue();
    }
    int value = ~(int) (long) start;
    for (byte each : bytes) {
      value ^= each & 255;
      for (int bit = 0; bit < 8; bit++) {
        value = (value >>> 1) ^ (0xEDB88320 & -(value & 1));
      }
    }
    return ~value & 0xFFFFFFFFL;
  }

  private ZlibStream stream(Codec codec) {
    return new ZlibStream(context, codec);
  }

  private static byte @Nullable [] bytes(@Nullable Value dictionary) {
    return dictionary == null || dictionary.isNull() ? null : Bytes.of(dictionary);
  }
}
