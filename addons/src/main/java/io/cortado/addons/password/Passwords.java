package io.cortado.addons.password;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of passwords. Any thread. */
final class Passwords {

  private Passwords() {}

  /** UTF-8 as native add-ons get it: half of a pair is U+FFFD. */
  static byte[] replacing(String text) {
    StringBuilder whole = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(i)) == 2) {
        i++;
        continue;
      }
      whole = whole == null ? new StringBuilder(text) : whole;
      whole.setCharAt(i, '\ufffd');
    }
    return (whole == null ? text : whole.toString()).getBytes(StandardCharsets.UTF_8);
  }

  /** UTF-8 as scripts make it that know nothing of pairs that lack a half: that half is three bytes. */
  static byte[] keeping(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        out.write(0xe0 | point >> 12);
        out.write(0x80 | point >> 6 & 0x3f);
        out.write(0x80 | point & 0x3f);
      } else {
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The bytes before the first NUL. */
  static byte[] untilNul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return Arrays.copyOf(bytes, i);
      }
    }
    return bytes;
  }
}
