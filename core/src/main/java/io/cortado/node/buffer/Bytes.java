package io.cortado.node.buffer;

import java.nio.ByteBuffer;
import org.graalvm.polyglot.Value;

/** Bytes to and from the {@code ArrayBuffer}s of JavaScript. Runs on the loop. */
public final class Bytes {
  private Bytes() {}

  /** {@code length} bytes of {@code arrayBuffer} from {@code offset} on; both are JavaScript's numbers. */
  public static byte[] of(Value arrayBuffer, double offset, double length) {
    byte[] bytes = new byte[(int) length];
    if (bytes.length > 0) {
      arrayBuffer.readBuffer((long) offset, bytes, 0, bytes.length);
    }
    return bytes;
  }

  /** All of an {@code ArrayBuffer}. */
  public static byte[] of(Value arrayBuffer) {
    return of(arrayBuffer, 0, arrayBuffer.getBufferSize());
  }

  /** What JavaScript makes an {@code ArrayBuffer} of, without another copy. */
  public static ByteBuffer out(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
