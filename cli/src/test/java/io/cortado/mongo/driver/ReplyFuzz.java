package io.cortado.mongo.driver;

import static org.assertj.core.api.Assertions.assertThat;

/** Replies of a server, which ought to be BSON. */
public final class ReplyFuzz {
  private ReplyFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      assertThat(new ReplyPacker(data).pack()).startsWith("[[").endsWith("]");
    } catch (RuntimeException e) {
      // Told to the app as the failure of its command.
      assertThat(e).isNotNull();
    }
  }
}
