package io.cortado.http.h2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames that wait to be sent. */
final class Outbox {
  private static final int LEAST = 1 << 10;
  /** An idle connection keeps no more. */
  private static final int KEPT = 16 << 10;

  private byte[] bytes = {};
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  private void room(int count) {
    if (to + count <= bytes.length) {
      return;
    }
    int length = to - from;
    byte[] target = length + count > bytes.length ? new byte[Math.max(LEAST, Math.max(bytes.length * 2, length + count))] : bytes;
    System.arraycopy(bytes, from, target, 0, length);
    bytes = target;
    from = 0;
    to = length;
  }

  void octet(int value) {
    room(1);
    bytes[to++] = (byte) value;
  }

  void number(long value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[to++] = (byte) (value >> shift);
    }
  }

  /** The low byte of each character, which is all there is in a field. */
  @SuppressWarnings("deprecation")
  void latin1(String text) {
    int count = text.length();
    room(count);
    text.getBytes(0, count, bytes, to);
    to += count;
  }

  void octets(byte[] source) {
    room(source.length);
    System.arraycopy(source, 0, bytes, to, source.length);
    to += source.length;
  }

  void octets(ByteBuffer source, int count) {
    room(count);
    source.get(bytes, to, count);
    to += count;
  }

  /** Begins a frame; its length may be set afterwards. Returns where it begins, counted from the first byte that waits. */
  int frame(int length, int type, int flags, int stream) {
    room(9);
    int at = to - from;
    bytes[to++] = (byte) (length >> 16);
    bytes[to++] = (byte) (length >> 8);
    bytes[to++] = (byte) length;
    bytes[to++] = (byte) type;
    bytes[to++] = (byte) flags;
    number(stream);
    return at;
  }

  /**
   * Sets the length of the head that began at {@code begin} and is the last frame; what is more than {@code max} becomes
   * CONTINUATION frames.
   */
  void close(int begin, int max, int stream) {
    int payload = size() - begin - 9;
    if (payload <= max) {
      set(begin, payload, bytes[from + begin + 4] | Frame.END_HEADERS);
      return;
    }
    byte[] rest = Arrays.copyOfRange(bytes, from + begin + 9 + max, to);
    to = from + begin + 9 + max;
    set(begin, max, bytes[from + begin + 4]);
    for (int at = 0; at < rest.length; at += max) {
      int count = Math.min(max, rest.length - at);
      frame(count, Frame.CONTINUATION, at + count == rest.length ? Frame.END_HEADERS : 0, stream);
      octets(ByteBuffer.wrap(rest, at, count), count);
    }
  }

  private void set(int begin, int length, int flags) {
    int at = from + begin;
    bytes[at] = (byte) (length >> 16);
    bytes[at + 1] = (byte) (length >> 8);
    bytes[at + 2] = (byte) length;
    bytes[at + 4] = (byte) flags;
  }

  /** What waits, to be read from; {@link #taken} says how much was. */
  ByteBuffer waiting() {
    return ByteBuffer.wrap(bytes, from, to - from);
  }

  void taken(int count) {
    from += count;
    if (from == to) {
      from = 0;
      to = 0;
      if (bytes.length > KEPT) {
        bytes = new byte[0];
      }
    }
  }
}
