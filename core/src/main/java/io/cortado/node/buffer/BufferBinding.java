package io.cortado.node.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.Value;

/**
 * Conversions between bytes and text for Buffer, used above the size at which crossing the border pays. Buffers are
 * ArrayBuffers with a range in them. Runs on the loop.
 */
public final class BufferBinding {
  private static final byte[] SEXTETS = new byte[128];

  static {
    Arrays.fill(SEXTETS, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; i++) {
      SEXTETS[alphabet.charAt(i)] = (byte) i;
    }
    SEXTETS['-'] = 62;
    SEXTETS['_'] = 63;
  }

  /** The text of bytes {@code start} to {@code end}, each a character. */
  public String latin1(Value buffer, int start, int end) {
    return new String(Bytes.of(buffer, start, end - start), StandardCharsets.ISO_8859_1);
  }

  /** The same with the highest bit of each byte left out. */
  public String ascii(Value buffer, int start, int end) {
    byte[] read = Bytes.of(buffer, start, end - start);
    for (int i = 0; i < read.length; i++) {
      read[i] &= 0x7f;
    }
    return new String(read, StandardCharsets.ISO_8859_1);
  }

  /** UTF-16 little endian, lone surrogates kept. */
  public String utf16le(Value buffer, int start, int end) {
    char[] chars = new char[(end - start) >> 1];
    ByteBuffer.wrap(Bytes.of(buffer, start, end - start)).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(chars);
    return new String(chars);
  }

  public String hex(Value buffer, int start, int end) {
    return HexFormat.of().formatHex(Bytes.of(buffer, start, end - start));
  }

  public String base64(Value buffer, int start, int end) {
    return Base64.getEncoder().encodeToString(Bytes.of(buffer, start, end - start));
  }

  public String base64url(Value buffer, int start, int end) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Bytes.of(buffer, start, end - start));
  }

  /** Writes what hexadecimal digits say, up to the first that is none; returns how many bytes. */
  public int writeHex(Value buffer, int offset, int room, String text) {
    int count = Math.min(room, text.length() >>> 1);
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      int value = (Character.digit(ascii(text.charAt(2 * i)), 16) << 4)
          | Character.digit(ascii(text.charAt(2 * i + 1)), 16);
      if (value < 0) {
        return write(buffer, offset, out, i);
      }
      out[i] = (byte) value;
    }
    return write(buffer, offset, out, count);
  }

  private static char ascii(char c) {
    return c < 0x80 ? c : 0;
  }

  /** Writes what base64 of either alphabet says, passing over other characters, up to the first "=". */
  public int writeBase64(Value buffer, int offset, int room, String text) {
    byte[] out = new byte[room];
    int written = 0;
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length() && written < room; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        break;
      }
      int value = c < 128 ? SEXTETS[c] : -1;
      if (value < 0) {
        continue;
      }
      held = ((held << 6) | value) & 0xfffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[written++] = (byte) (held >> bits);
      }
    }
    return write(buffer, offset, out, written);
  }

  /** Eight bytes at a time: there is no bulk write across the border. */
  private static int write(Value buffer, int offset, byte[] bytes, int count) {
    ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      buffer.writeBufferLong(ByteOrder.LITTLE_ENDIAN, offset + i, source.getLong(i));
    }
    for (; i < count; i++) {
      buffer.writeBufferByte(offset + i, bytes[i]);
    }
    return count;
  }
}
