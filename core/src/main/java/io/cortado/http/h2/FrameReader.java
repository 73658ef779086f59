package io.cortado.http.h2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts what comes into frames. */
final class FrameReader {
  /** What a client's bytes begin with (RFC 9113, 3.4). */
  static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NONE = {};

  interface Taker {
    /** Whether more frames are wanted. */
    boolean frame(int type, int flags, int stream, byte[] bytes, int from, int to) throws LinkError;
  }

  private final Taker taker;
  private byte[] rest = NONE;
  private int length;
  private int prefaceLeft;
  private int maxFrame = 16 << 10;

  FrameReader(Taker taker, boolean preface) {
    this.taker = taker;
    prefaceLeft = preface ? PREFACE.length : 0;
  }

  void maxFrame(int bytes) {
    maxFrame = bytes;
  }

  /** Whether the connection has begun, and no frame has come in part. */
  boolean idle() {
    return prefaceLeft == 0 && length == 0;
  }

  void read(byte[] bytes, int from, int to) throws LinkError {
    int at = from + preface(bytes, from, to);
    if (length > 0) {
      append(bytes, at, to);
      byte[] joined = rest;
      int end = length;
      rest = NONE;
      length = 0;
      frames(joined, 0, end);
    } else {
      frames(bytes, at, to);
    }
  }

  private int preface(byte[] bytes, int from, int to) throws LinkError {
    int count = 0;
    while (prefaceLeft > 0 && from + count < to) {
      if (bytes[from + count] != PREFACE[PREFACE.length - prefaceLeft]) {
        throw new LinkError(ErrorCode.PROTOCOL_ERROR, "the peer does not speak HTTP/2");
      }
      prefaceLeft--;
      count++;
    }
    return count;
  }

  private void frames(byte[] bytes, int from, int to) throws LinkError {
    int at = from;
    while (to - at >= Frame.HEAD_BYTES) {
      int size = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
      if (size > maxFrame) {
        throw new LinkError(ErrorCode.FRAME_SIZE_ERROR, "a frame is too large");
      }
      int end = at + Frame.HEAD_BYTES + size;
      if (end > to) {
        break;
      }
      int stream = number(bytes, at + 5) & Integer.MAX_VALUE;
      if (!taker.frame(bytes[at + 3], bytes[at + 4], stream, bytes, at + Frame.HEAD_BYTES, end)) {
        return;
      }
      at = end;
    }
    if (at < to) {
      append(bytes, at, to);
    }
  }

  private void append(byte[] bytes, int from, int to) {
    int count = to - from;
    if (length + count > rest.length) {
      rest = Arrays.copyOf(rest, Math.max(length + count, Math.min(2 * rest.length, maxFrame + Frame.HEAD_BYTES)));
    }
    System.arraycopy(bytes, from, rest, length, count);
    length += count;
  }

  static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
  }
}
