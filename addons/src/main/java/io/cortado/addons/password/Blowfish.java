package io.cortado.addons.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Arrays;

/** The expensive part of bcrypt, for a key that is ready made: with its NUL, if it is to have one. Any thread. */
final class Blowfish {
  /** Bytes that the key schedule reads; what comes later changes nothing. */
  static final int KEY_LIMIT = 72;

  static final int SALT_LENGTH = 16;

  private static final BCrypt.Version AS_GIVEN =
      new BCrypt.Version(
          new byte[] {'2', 'b'}, true, false, KEY_LIMIT,
          BCrypt.Version.VERSION_2B.formatter, BCrypt.Version.VERSION_2B.parser);

  private Blowfish() {}

  /** The 23 bytes that a hash ends with; {@code cost} from 4 to 31. A key without a byte is one NUL. */
  static byte[] hash(int cost, byte[] salt, byte[] key) {
    byte[] used = Arrays.copyOf(key, Math.max(1, Math.min(key.length, KEY_LIMIT)));
    return BCrypt.with(AS_GIVEN, LongPasswordStrategies.none()).hashRaw(cost, salt, used).rawHash;
  }
}
