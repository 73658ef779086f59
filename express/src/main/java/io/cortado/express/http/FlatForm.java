package io.cortado.express.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forms and query strings that everybody reads in the same way: no brackets, no key twice, no escape that is none. Stateless.
 */
public final class FlatForm {
  /** Stands between keys and values, and in neither. */
  private static final char END = '\0';

  /** What every object has: the readers differ in what they make of these keys. */
  private static final Set<String> INHERITED =
      Set.of(
          "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
          "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__");

  private FlatForm() {}

  /** Keys and values in turn, each ended by a NUL; null for a text that is not flat, or has more than so many pairs. */
  public static @Nullable String read(String text, int maxPairs) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    Set<String> seen = new HashSet<>();
    int pairs = 0;
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf('&', from);
      end = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', from);
      int keyEnd = equals < 0 || equals > end ? end : equals;
      if (++pairs > maxPairs) {
        return null;
      }
      if (end > from) {
        String key = decode(text, from, keyEnd);
        String value = keyEnd == end ? "" : decode(text, keyEnd + 1, end);
        if (key == null || value == null || !isPlain(key) || !isPlainValue(value) || !seen.add(key)) {
          return null;
        }
        out.append(key).append(END).append(value).append(END);
      }
      from = end + 1;
    }
    return out.toString();
  }

  private static boolean isPlain(String key) {
    return !key.isEmpty() && key.indexOf('[') < 0 && key.indexOf(']') < 0 && key.indexOf(END) < 0 && !INHERITED.contains(key);
  }

  /** A bracket before an equals sign ends a key, wherever it stands. */
  private static boolean isPlainValue(String value) {
    return value.indexOf(END) < 0 && !value.contains("]=");
  }

  private static @Nullable String decode(String text, int from, int to) {
    boolean escaped = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      escaped |= c == '%' || c == '+';
      if (c > '~') {
        return null;
      }
    }
    return escaped ? unescape(text, from, to) : text.substring(from, to);
  }

  private static @Nullable String unescape(String text, int from, int to) {
    byte[] bytes = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < to ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0) {
          return null;
        }
        bytes[count++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[count++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
