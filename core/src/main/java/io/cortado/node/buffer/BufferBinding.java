package io.cortado.node.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.Value;

/**
 * Conversions between bytes and text for Buffer. Buffers are ArrayBuffers with a range in them: bytes {@code start} to
 * {@code end} are read; what is written begins at {@code offset}, takes no more than {@code room}, and is counted in bytes.
 * Runs on the loop.
 */
public final class BufferBinding {
  public String latin1(Value buffer, int start, int end) {
    return new String(Bytes.of(buffer, start, end - start), StandardCharsets.ISO_8859_1);
  }

  public String ascii(Value buffer, int start, int end) {
    return Encodings.ascii(Bytes.of(buffer, start, end - start));
  }

  public String utf16le(Value buffer, int start, int end) {
    return Encodings.utf16le(Bytes.of(buffer, start, end - start));
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

  public int writeLatin1(Value buffer, int offset, int room, String text) {
    return write(buffer, offset, Encodings.fromLatin1(text, room));
  }

  public int writeUtf16le(Value buffer, int offset, int room, String text) {
    return write(buffer, offset, Encodings.fromUtf16le(text, room));
  }

  public int writeHex(Value buffer, int offset, int room, String text) {
    return write(buffer, offset, Encodings.fromHex(text, room));
  }

  public int writeBase64(Value buffer, int offset, int room, String text) {
    return write(buffer, offset, Encodings.fromBase64(text, room));
  }

  /** Which of two ranges of bytes comes first: -1, 0 or 1. */
  public int compare(Value a, int aOffset, int aLength, Value b, int bOffset, int bLength) {
    return Integer.signum(Arrays.compareUnsigned(Bytes.of(a, aOffset, aLength), Bytes.of(b, bOffset, bLength)));
  }

  /** Eight bytes at a time: there is no bulk write across the border. */
  private static int write(Value buffer, int offset, byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      buffer.writeBufferLong(ByteOrder.LITTLE_ENDIAN, offset + i, source.getLong(i));
    }
    for (; i < bytes.length; i++) {
      buffer.writeBufferByte(offset + i, bytes[i]);
    }
    return bytes.length;
  }
}
