package io.cortado.node.zlib;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses to zlib, raw or gzip form. */
final class DeflateCodec extends Codec {
  private static final byte[] GZIP_HEADER = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3};

  private final Deflater deflater;
  private final boolean gzip;
  private final int level;
  private final byte @Nullable [] dictionary;
  private final CRC32 crc = new CRC32();
  /** Header or trailer bytes that are due. */
  private byte[] due;
  private int dueAt;
  private boolean trailed;
  /** What the deflater had read before the present input. */
  private long readBefore;

  DeflateCodec(Format format, int level, int strategy, byte @Nullable [] dictionary) {
    this.gzip = format == Format.GZIP;
    this.level = level;
    this.dictionary = dictionary;
    this.deflater = new Deflater(level, format != Format.ZLIB);
    due = gzip ? header(level) : new byte[0];
    if (dictionary != null && !gzip) {
      deflater.setDictionary(dictionary);
    }
    params(level, strategy);
  }

  private static byte[] header(int level) {
    byte[] header = GZIP_HEADER.clone();
    header[8] = (byte) (level == 9 ? 2 : level == 1 ? 4 : 0);
    return header;
  }

  /** RLE and FIXED, which the JDK lacks, only ever change the size: the default makes as valid a stream. */
  @Override
  void params(int newLevel, int strategy) {
    deflater.setLevel(newLevel);
    deflater.setStrategy(strategy > 2 ? Deflater.DEFAULT_STRATEGY : strategy);
    // the JDK applies them in the place of the next deflate, to whatever input there is by then
    byte[] out = new byte[64];
    int count = deflater.deflate(out, 0, out.length, Deflater.NO_FLUSH);
    if (count > 0) {
      byte[] all = Arrays.copyOfRange(due, dueAt, due.length + count);
      System.arraycopy(out, 0, all, all.length - count, count);
      due = all;
      dueAt = 0;
    }
  }

  @Override
  void input(byte[] bytes) {
    super.input(bytes);
    readBefore = deflater.getBytesRead();
    deflater.setInput(bytes);
    if (gzip) {
      crc.update(bytes);
    }
  }

  @Override
  int step(byte[] out, int flush) {
    if (flush == FINISH) {
      deflater.finish();
    }
    int count = due(out, 0);
    int mode = flush == PROCESS || flush == FINISH ? Deflater.NO_FLUSH
        : flush == FULL_FLUSH ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH;
    while (count < out.length) {
      int some = deflater.deflate(out, count, out.length - count, mode);
      count += some;
      if (some == 0 || (mode != Deflater.NO_FLUSH && count < out.length)) {
        break;
      }
    }
    if (gzip && deflater.finished() && !trailed) {
      trailed = true;
      due = trailer();
      dueAt = 0;
    }
    return due(out, count);
  }

  @Override
  int left() {
    return input.length - (int) (deflater.getBytesRead() - readBefore);
  }

  private int due(byte[] out, int from) {
    int count = Math.min(due.length - dueAt, out.length - from);
    System.arraycopy(due, dueAt, out, from, count);
    dueAt += count;
    return from + count;
  }

  private byte[] trailer() {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (crc.getValue() >>> (8 * i));
      bytes[i + 4] = (byte) (deflater.getBytesRead() >>> (8 * i));
    }
    return bytes;
  }

  @Override
  void reset() {
    deflater.reset();
    input(new byte[0]);
    crc.reset();
    trailed = false;
    due = gzip ? header(level) : new byte[0];
    dueAt = 0;
    if (dictionary != null && !gzip) {
      deflater.setDictionary(dictionary);
    }
  }

  @Override
  void close() {
    deflater.end();
  }
}
