package io.cortado.views.pug;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;

/** Templates of Pug: read, or refused with a place. */
public final class PugFuzz {
  private static final int LONGEST_LINE = 2_000;
  private static final PugSyntax SYNTAX =
      new PugSyntax(Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build());

  private PugFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    String source = new String(data, StandardCharsets.UTF_8);
    if (source.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
      // The engine takes hundreds of megabytes for an expression of that length.
      return;
    }
    try {
      PugParser.parse(PugLexer.tokens(source, null, SYNTAX), null, source, warning -> {});
    } catch (PugFailure e) {
      assertThat(e.code()).isNotEmpty();
    }
  }
}
