package io.cortado.addons.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the digest of a hash, read with the leniency of npm's {@code bcrypt}: {@code $2$}, {@code $2a$}
 * and {@code $2b$}, a number as C's {@code atoi} reads it, and a salt of 22 characters. Immutable; any thread.
 */
record Settings(int minor, int cost, byte[] salt) {
  private static final int NONE = 0;
  private static final int HIGHEST_VERSION = '2';
  private static final int SALT_CHARACTERS = 22;
  // 31 does not fit the check of the original, which calls it an invalid salt.
  private static final int HIGHEST_COST = 30;

  /** The settings of a salt or a hash, or null where the original says that it is invalid. */
  static @Nullable Settings parse(String text) {
    byte[] bytes = terminated(text);
    if (bytes[0] != '$' || bytes[1] > HIGHEST_VERSION) {
      return null;
    }
    int at = 1;
    int minor = NONE;
    if (bytes[2] != '$') {
      if (bytes[2] != 'a' && bytes[2] != 'b') {
        return null;
      }
      minor = bytes[2];
      at++;
    }
    at += 2;
    if (bytes[at + 2] != '$') {
      return null;
    }
    long cost = number(bytes, at);
    int end = length(bytes);
    if (cost < 4 || cost > HIGHEST_COST || end - (at + 3) < SALT_CHARACTERS) {
      return null;
    }
    return new Settings(minor, (int) cost, Radix64.decode(bytes, at + 3, Blowfish.SALT_LENGTH));
  }

  /** The cost that a hash names, 0 where it is none. */
  static long cost(String text) {
    byte[] bytes = terminated(text);
    if (bytes[0] != '$' || bytes[1] == 0) {
      return 0;
    }
    int at = bytes[2] == 0 || bytes[2] == '$' ? 2 : 3;
    return bytes[at] == '$' ? number(bytes, at + 1) & 0xffff_ffffL : 0;
  }

  /** The head of a hash or salt with these settings. */
  String head() {
    StringBuilder out = new StringBuilder(60).append("$2");
    if (minor != NONE) {
      out.append((char) minor);
    }
    out.append(cost < 10 ? "$0" : "$").append(cost).append('$');
    Radix64.append(out, salt, salt.length);
    return out.toString();
  }

  /** The whole hash of a password. */
  String hash(byte[] password) {
    StringBuilder out = new StringBuilder(head());
    Radix64.append(out, Blowfish.hash(cost, salt, key(password)), 23);
    return out.toString();
  }

  /** The bytes of the key schedule; before 2b the length was kept in a byte, so 255 bytes and a NUL have none. */
  private byte[] key(byte[] password) {
    int length = switch (minor) {
      case NONE -> password.length & 0xff;
      case 'a' -> password.length + 1 & 0xff;
      default -> Math.min(password.length, Blowfish.KEY_LIMIT) + 1;
    };
    return Arrays.copyOf(password, Math.max(1, length));
  }

  /** The bytes up to the first NUL, and so many NULs that every look at a fixed place finds one. */
  private static byte[] terminated(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return Arrays.copyOf(Arrays.copyOf(bytes, i), i + 8);
      }
    }
    return Arrays.copyOf(bytes, bytes.length + 8);
  }

  private static int length(byte[] terminated) {
    int length = 0;
    while (terminated[length] != 0) {
      length++;
    }
    return length;
  }

  /** As {@code atoi}: white space, a sign, digits, then anything. */
  private static long number(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] == ' ' || bytes[at] >= '\t' && bytes[at] <= '\r') {
      at++;
    }
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    long value = 0;
    while (bytes[at] >= '0' && bytes[at] <= '9' && value < Integer.MAX_VALUE) {
      value = value * 10 + bytes[at++] - '0';
    }
    return negative ? -value : value;
  }
}
