package io.cortado.node;

import java.nio.ByteBuffer;
import org.graalvm.polyglot.Value;

/** Copies the bytes of an {@code ArrayBuffer} out of JavaScript. Runs on the loop. */
final class Bytes {
  private Bytes() {}

  /** {@code length} bytes of {@code arrayBuffer} from {@code offset} on. */
  static byte[] of(Value arrayBuffer, int offset, int length) {
    byte[] bytes = new byte[length];
    if (length > 0) {
      arrayBuffer.readBuffer(offset, bytes, 0, length);
    }
    return bytes;
  }

  /** All of an {@code ArrayBuffer}. */
  static byte[] of(Value arrayBuffer) {
    return of(arrayBuffer, 0, (int) arrayBuffer.getBufferSize());
  }

  /** What JavaScript makes an {@code ArrayBuffer} of, without another copy. */
  static ByteBuffer out(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
