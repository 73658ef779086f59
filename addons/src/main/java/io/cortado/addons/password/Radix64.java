package io.cortado.addons.password;

/** The base 64 of bcrypt, which has an alphabet and an order of its own and no padding. Any thread. */
final class Radix64 {
  private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Radix64() {}

  static void append(StringBuilder out, byte[] bytes, int length) {
    int bits = 0;
    int held = 0;
    for (int i = 0; i < length; i++) {
      held = held << 8 | bytes[i] & 0xff;
      bits += 8;
      while (bits >= 6) {
        bits -= 6;
        out.append(ALPHABET.charAt(held >> bits & 0x3f));
      }
    }
    if (bits > 0) {
      out.append(ALPHABET.charAt(held << 6 - bits & 0x3f));
    }
  }

  /** Decodes up to the first character that is none of the alphabet; bytes that are missing then are zero. */
  static byte[] decode(byte[] text, int from, int length) {
    byte[] bytes = new byte[length];
    int bits = 0;
    int held = 0;
    int done = 0;
    for (int i = from; done < length && i < text.length; i++) {
      int value = ALPHABET.indexOf((char) (text[i] & 0xff));
      if (value < 0) {
        break;
      }
      held = held << 6 | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[done++] = (byte) (held >> bits);
      }
    }
    return bytes;
  }
}
