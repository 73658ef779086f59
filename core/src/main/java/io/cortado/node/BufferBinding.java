package io.cortado.node;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.Value;

/**
 * Bulk conversions between bytes and text for Buffer, used above the size at which crossing the border pays. Runs on
 * the loop.
 */
public final class BufferBinding {
  private static byte[] bytes(Value buffer, int start, int end) {
    byte[] out = new byte[end - start];
    buffer.readBuffer(start, out, 0, out.length);
    return out;
  }

  /** The text of bytes {@code start} to {@code end} of an ArrayBuffer. */
  public String latin1(Value buffer, int start, int end) {
    return new String(bytes(buffer, start, end), StandardCharsets.ISO_8859_1);
  }

  public String utf8(Value buffer, int start, int end) {
    return new String(bytes(buffer, start, end), StandardCharsets.UTF_8);
  }

  public String utf16(Value buffer, int start, int end) {
    return new String(bytes(buffer, start, end), StandardCharsets.UTF_16LE);
  }

  public String hex(Value buffer, int start, int end) {
    return HexFormat.of().formatHex(bytes(buffer, start, end));
  }

  public String base64(Value buffer, int start, int end) {
    return Base64.getEncoder().encodeToString(bytes(buffer, start, end));
  }

  public String base64url(Value buffer, int start, int end) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(buffer, start, end));
  }

  /** How many bytes a string takes in UTF-8, lone surrogates counting as U+FFFD. */
  public int utf8Length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        bytes++;
      } else {
        bytes += 2;
        if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        }
      }
    }
    return bytes;
  }
}
