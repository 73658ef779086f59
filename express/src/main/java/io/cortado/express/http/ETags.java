package io.cortado.express.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Entity tags of response texts. Runs on the loop. */
public final class ETags {
  private static final String EMPTY = "\"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk\"";
  private static final int HASH_CHARS = 27;

  private final MessageDigest sha1;
  private final byte[] encoded = new byte[28];

  /** Ready to digest. */
  public ETags() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("etag: this JDK has no SHA-1", e);
    }
  }

  /**
   * The strong tag of a text as UTF-8: its length in bytes, in hexadecimal, and its SHA-1 in Base64. Empty for a text
   * with half a surrogate pair, which Java and JavaScript encode differently.
   */
  public String textTag(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!isWellFormed(text)) {
      return "";
    }
    Base64.getEncoder().encode(sha1.digest(bytes), encoded);
    String hash = new String(encoded, 0, HASH_CHARS, StandardCharsets.ISO_8859_1);
    return '"' + Integer.toHexString(bytes.length) + '-' + hash + '"';
  }

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return false;
      }
      i++;
    }
    return true;
  }
}
