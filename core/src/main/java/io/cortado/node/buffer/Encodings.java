package io.cortado.node.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes that texts of Buffer's encodings stand for, and the texts of bytes, no more than there is room for. Called from any thread. */
final class Encodings {
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

  private Encodings() {}

  /** Each byte a character, without its highest bit. */
  static String ascii(byte[] bytes) {
    byte[] plain = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      plain[i] = (byte) (bytes[i] & 0x7f);
    }
    return new String(plain, StandardCharsets.ISO_8859_1);
  }

  /** UTF-16 little endian, lone surrogates and all; half a character at the end is left out. */
  static String utf16le(byte[] bytes) {
    char[] chars = new char[bytes.length >> 1];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(chars);
    return new String(chars);
  }

  /** The low byte of each character. */
  static byte[] fromLatin1(String text, int room) {
    byte[] out = new byte[Math.min(room, text.length())];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) text.charAt(i);
    }
    return out;
  }

  /** Two bytes a character. */
  static byte[] fromUtf16le(String text, int room) {
    int count = Math.min(room >> 1, text.length());
    ByteBuffer out = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    out.asCharBuffer().put(text, 0, count);
    return out.array();
  }

  /** What hexadecimal digits say, up to the first pair that is none. */
  static byte[] fromHex(String text, int room) {
    byte[] out = new byte[Math.min(room, text.length() >>> 1)];
    for (int i = 0; i < out.length; i++) {
      int value = digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1));
      if (value < 0) {
        return Arrays.copyOf(out, i);
      }
      out[i] = (byte) value;
    }
    return out;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** What base64 of either alphabet says, passing over other characters, up to the first "=". */
  static byte[] fromBase64(String text, int room) {
    byte[] out = new byte[Math.min(room, text.length())];
    int written = 0;
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length() && written < out.length; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        break;
      }
      int value = c < 128 ? SEXTETS[c] : -1;
      if (value >= 0) {
        held = (held << 6 | value) & 0xfffff;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          out[written++] = (byte) (held >> bits);
        }
      }
    }
    return Arrays.copyOf(out, written);
  }
}
