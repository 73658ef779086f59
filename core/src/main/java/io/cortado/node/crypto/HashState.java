package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import io.cortado.node.buffer.Utf8;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A hash or HMAC under way. Runs on the loop. */
public final class HashState {
  private final MessageDigest digest;

  HashState(MessageDigest digest) {
    this.digest = digest;
  }

  public void update(Value arrayBuffer, int offset, int length) {
    digest.update(Bytes.of(arrayBuffer, offset, length));
  }

  /** Takes in text as UTF-8. */
  public void updateText(String text) {
    digest.update(Utf8.bytes(text));
  }

  /** The bytes for an {@code ArrayBuffer}; the state starts anew. */
  public ByteBuffer digest() {
    return Bytes.out(digest.digest());
  }

  /** The digest as hex, base64 or base64url; the state starts anew. */
  public String digestText(String encoding) {
    return text(digest.digest(), encoding);
  }

  static String text(byte[] bytes, String encoding) {
    return switch (encoding) {
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      default -> throw new IllegalArgumentException("digestText: no encoding \"" + encoding + "\"");
    };
  }

  /** Length of the digest in bytes. */
  public int length() {
    return digest.getDigestLength();
  }

  /** An independent state at the same point, or null if the digest cannot be copied. */
  public @Nullable HashState copy() {
    try {
      return new HashState((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      return null;
    }
  }
}
