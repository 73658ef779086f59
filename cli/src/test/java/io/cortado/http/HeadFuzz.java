package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** Request heads: read whole, byte by byte and in two parts, they say the same. */
public final class HeadFuzz {
  private static final HttpLimits LIMITS = new HttpLimits();
  private static final int SMALL = 2_000;

  private HeadFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    String whole = told(data, data.length);
    if (data.length < SMALL) {
      assertThat(told(data, 1)).isEqualTo(whole);
    }
    assertThat(told(data, data.length / 2 + 1)).isEqualTo(whole);
    assertThat(told(data, 7)).isEqualTo(whole);
  }

  /** The heads in turn, and how it ends. */
  private static String told(byte[] data, int step) {
    StringBuilder out = new StringBuilder();
    HeadParser parser = new HeadParser();
    Input input = new Input();
    try {
      for (int at = 0; at < data.length; at += step) {
        int length = Math.min(step, data.length - at);
        byte[] part = java.util.Arrays.copyOfRange(data, at, at + length);
        input.append(part, length);
        for (RequestHead head = next(parser, input); head != null; head = next(parser, input)) {
          checkFields(head);
          out.append(head).append('\n');
        }
      }
      return out.append("waits with ").append(input.length()).toString();
    } catch (BadMessage e) {
      // Of two faults the one that is seen first depends on how much is there.
      return out.append("refused").toString();
    }
  }

  private static @Nullable RequestHead next(HeadParser parser, Input input) throws BadMessage {
    input.skipEmptyLines();
    return parser.next(input, LIMITS);
  }

  private static void checkFields(RequestHead head) {
    assertThat(head.fields()).doesNotContain("\r", "\0");
    assertThat(head.fields().chars().filter(c -> c == '\n').count()).isEven();
    assertThat(head.target()).isNotEmpty().doesNotContain(" ", "\r", "\n", "\0");
    assertThat(head.contentLength()).isGreaterThanOrEqualTo(-1);
  }
}
