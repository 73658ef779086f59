package io.cortado.node.zlib;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Decompresses zlib, raw or gzip form; gzip may have several members. */
final class InflateCodec extends Codec {
  private final Format declared;
  private final int windowBits;
  private final byte @Nullable [] dictionary;
  private final CRC32 crc = new CRC32();
  private Format format;
  private Inflater inflater;
  private GzipHeader header = new GzipHeader();
  private final byte[] trailer = new byte[8];
  private int trailerAt;
  private boolean body;
  private boolean ended;
  /** The deflated data of a gzip member has ended; its trailer is due. */
  private boolean member;
  /** A gzip member has ended with the input: the next input may bring another. */
  private boolean resting;

  InflateCodec(Format format, int windowBits, byte @Nullable [] dictionary) {
    this.declared = format;
    this.windowBits = windowBits == 0 ? 15 : windowBits;
    this.dictionary = dictionary;
    this.format = format;
    this.inflater = inflater(format);
  }

  private Inflater inflater(Format of) {
    Inflater made = new Inflater(of != Format.ZLIB);
    if (of == Format.RAW) {
      body = true;
      if (dictionary != null) {
        made.setDictionary(dictionary);
      }
    }
    return made;
  }

  @Override
  int step(byte[] out, int flush) throws CodecException {
    int count = 0;
    while (count < out.length && !ended) {
      if (!body && !start()) {
        break;
      }
      if (trailerDue()) {
        if (!readTrailer()) {
          break;
        }
        continue;
      }
      int some = inflate(out, count);
      count += some;
      if (inflater.finished()) {
        finished();
      } else if (some == 0 && at >= input.length) {
        break;
      }
    }
    if (!ended && count < out.length && flush == FINISH) {
      throw truncated();
    }
    return count;
  }

  /** Gets past the header; false where more input is needed. */
  private boolean start() throws CodecException {
    if (format == Format.AUTO && !choose()) {
      return false;
    }
    if (format == Format.ZLIB) {
      checkWindow();
      body = at < input.length;
      return body;
    }
    at = header.read(input, at);
    if (header.done()) {
      body = true;
      member = false;
      return true;
    }
    return false;
  }

  private boolean choose() {
    if (at >= input.length) {
      return false;
    }
    format = (input[at] & 255) == 31 ? Format.GZIP : Format.ZLIB;
    inflater.end();
    inflater = inflater(format);
    return true;
  }

  private void checkWindow() throws CodecException {
    if (at < input.length && (input[at] & 15) == 8 && ((input[at] & 255) >> 4) + 8 > windowBits) {
      throw new CodecException(-3, "invalid window size");
    }
  }

  private int inflate(byte[] out, int from) throws CodecException {
    try {
      inflater.setInput(input, at, input.length - at);
      int count = inflater.inflate(out, from, out.length - from);
      if (count == 0 && inflater.needsDictionary()) {
        useDictionary();
        count = inflater.inflate(out, from, out.length - from);
      }
      at = input.length - inflater.getRemaining();
      if (format == Format.GZIP) {
        crc.update(out, from, count);
      }
      return count;
    } catch (DataFormatException e) {
      throw new CodecException(-3, e.getMessage() == null ? "invalid data" : e.getMessage());
    }
  }

  private void useDictionary() throws CodecException {
    if (dictionary == null) {
      throw new CodecException(2, "Missing dictionary");
    }
    try {
      inflater.setDictionary(dictionary);
    } catch (IllegalArgumentException e) {
      throw new CodecException(2, "Bad dictionary");
    }
  }

  private void finished() {
    if (format == Format.GZIP) {
      trailerAt = 0;
      member = true;
    } else {
      ended = true;
    }
  }

  private boolean trailerDue() {
    return format == Format.GZIP && member;
  }

  /** Checks the trailer and sees whether another member follows; false where more input is needed. */
  private boolean readTrailer() throws CodecException {
    while (trailerAt < 8) {
      if (at >= input.length) {
        return false;
      }
      trailer[trailerAt++] = input[at++];
    }
    if (word(0) != (int) crc.getValue()) {
      throw new CodecException(-3, "incorrect data check");
    }
    if (word(4) != (int) inflater.getBytesWritten()) {
      throw new CodecException(-3, "incorrect length check");
    }
    if (at >= input.length || input[at] == 0) {
      resting = at >= input.length;
      ended = true;
    }
    restart();
    return true;
  }

  private int word(int from) {
    return (trailer[from] & 255) | (trailer[from + 1] & 255) << 8 | (trailer[from + 2] & 255) << 16
        | (trailer[from + 3] & 255) << 24;
  }

  private void restart() {
    inflater.reset();
    crc.reset();
    header = new GzipHeader();
    body = false;
    member = false;
  }

  @Override
  void input(byte[] bytes) {
    super.input(bytes);
    if (resting && bytes.length > 0) {
      resting = false;
      ended = bytes[0] == 0;
    }
  }

  @Override
  void reset() {
    inflater.end();
    format = declared;
    body = false;
    ended = false;
    resting = false;
    inflater = inflater(format);
    header = new GzipHeader();
    crc.reset();
    member = false;
  }

  @Override
  void close() {
    inflater.end();
  }
}
