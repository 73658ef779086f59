package io.cortado.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of one request, off the wire: how long it is, what has come of it, what is kept for a reader. On the loop. */
final class RequestBody {
  private static final int MAX_HELD = 16 << 10;

  private final @Nullable ChunkedDecoder decoder;
  private long left;
  private boolean done;
  /** Taken off the wire before anybody read it: to see what stands behind it, or whether it is well-formed. */
  private byte @Nullable [] held;

  RequestBody(RequestHead head) {
    decoder = head.chunked() ? new ChunkedDecoder() : null;
    left = head.contentLength();
    done = !head.hasBody();
  }

  /** Whether all of it was taken off the wire. */
  boolean done() {
    return done;
  }

  /** Bytes that are still to be taken off the wire, of a body of known length. */
  long left() {
    return left;
  }

  /** Whether all of it is here, taken or not; never true for a chunked body that was not taken. */
  boolean isIn(Input input) {
    return done || decoder == null && left <= input.length();
  }

  /** Whether all of it is here and something stands behind it. */
  boolean endsBefore(int available) {
    return decoder == null && left < available;
  }

  /** Keeps bytes for a reader that may come. */
  void hold(Input input) throws BadMessage {
    byte[] more = take(input);
    if (more != null) {
      byte[] before = held;
      held = before == null ? more : join(before, more);
    }
  }

  boolean holds() {
    return held != null;
  }

  /** What was kept for the reader, once. */
  byte @Nullable [] takeHeld() {
    byte[] bytes = held;
    held = null;
    return bytes;
  }

  /** Whether chunks are decoded before anybody reads them, so that what is malformed is seen, as in Node. */
  boolean decodesAhead() {
    byte[] before = held;
    return decoder != null && (before == null || before.length < MAX_HELD);
  }

  /** Takes bytes from the connection's input; null when there are none yet, or no more. */
  byte @Nullable [] take(Input input) throws BadMessage {
    if (done) {
      return null;
    }
    if (decoder == null) {
      int count = (int) Math.min(left, input.length());
      left -= count;
      done = left == 0;
      return count == 0 ? null : input.take(count);
    }
    byte[] taken = null;
    int count = 0;
    while (input.length() > 0 && !done) {
      int available = (int) Math.min(decoder.data(), input.length());
      if (available > 0) {
        if (taken == null) {
          taken = new byte[input.length()];
        }
        System.arraycopy(input.bytes(), input.from(), taken, count, available);
        count += available;
        input.skip(available);
        decoder.taken(available);
      } else {
        input.skip(decoder.advance(input.bytes(), input.from(), input.to()) - input.from());
        done = decoder.done();
      }
    }
    return taken == null || count == taken.length ? taken : Arrays.copyOf(taken, count);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /** Trailer fields of a chunked body that is done: names and values in turn, each ended by a line feed. */
  String trailers() {
    return decoder == null ? "" : decoder.trailers();
  }
}
