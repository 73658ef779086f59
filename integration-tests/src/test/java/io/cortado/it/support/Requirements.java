package io.cortado.it.support;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What a machine may lack: without it tests are skipped, but never where CI=true. */
public final class Requirements {
  private Requirements() {}

  /** Skips the running tests and says why, or fails them in CI. */
  public static RuntimeException missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(reason + " (CI=true, so this is a failure)");
    }
    System.out.println("skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /** Whether a command can be run here. */
  public static boolean runs(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
