package io.cortado.node.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** RFC 2104 over any digest; its keyed state is computed once and cloned, which halves the work of PBKDF2. */
final class Hmac extends MessageDigest {
  private final MessageDigest keyedInner;
  private final MessageDigest keyedOuter;
  private MessageDigest inner;

  Hmac(MessageDigest digest, byte[] key) {
    super("HMAC-" + digest.getAlgorithm());
    int block = Digests.blockLength(digest);
    byte[] padded = Arrays.copyOf(key.length > block ? digest.digest(key) : key, block);
    byte[] pad = new byte[block];
    for (int i = 0; i < block; i++) {
      pad[i] = (byte) (padded[i] ^ 0x36);
    }
    digest.reset();
    keyedInner = copy(digest);
    keyedInner.update(pad);
    for (int i = 0; i < block; i++) {
      pad[i] = (byte) (padded[i] ^ 0x5c);
    }
    keyedOuter = copy(digest);
    keyedOuter.update(pad);
    inner = copy(keyedInner);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied", e);
    }
  }

  @Override
  protected int engineGetDigestLength() {
    return keyedInner.getDigestLength();
  }

  @Override
  protected void engineUpdate(byte input) {
    inner.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    inner.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    byte[] first = inner.digest();
    MessageDigest outer = copy(keyedOuter);
    inner = copy(keyedInner);
    return outer.digest(first);
  }

  @Override
  protected void engineReset() {
    inner = copy(keyedInner);
  }
}
