package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Chunked bodies: read whole and in parts, they say the same. */
public final class ChunkFuzz {
  private ChunkFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    String whole = told(data, data.length);
    for (int step : new int[] {1, 7, data.length / 2 + 1}) {
      assertThat(told(data, step)).isEqualTo(whole);
    }
  }

  private static String told(byte[] data, int step) {
    StringBuilder out = new StringBuilder();
    ChunkedDecoder decoder = new ChunkedDecoder();
    try {
      int at = 0;
      for (int end = Math.min(step, data.length); at < data.length && !decoder.done(); end = Math.min(end + step, data.length)) {
        while (at < end && !decoder.done()) {
          int before = at;
          int data1 = (int) Math.min(decoder.data(), end - at);
          if (data1 > 0) {
            out.append(new String(data, at, data1, StandardCharsets.ISO_8859_1));
            decoder.taken(data1);
            at += data1;
          } else {
            at = decoder.advance(data, at, end);
          }
          assertThat(at).isGreaterThan(before);
        }
      }
      out.append('\n').append(decoder.done()).append(at);
      return decoder.done() ? out.append(decoder.trailerCount()).append(decoder.trailers()).toString() : out.toString();
    } catch (BadMessage e) {
      // Which of two faults it is told for depends on where the limit for extensions is looked at.
      return out.append("\nrefused").toString();
    }
  }
}
