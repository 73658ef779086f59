package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a file in an archive was written: when it was, because what is served from files is told apart by that; or for all
 * of them the time of the variable {@code SOURCE_DATE_EPOCH}, in seconds, for archives that are the same byte by byte.
 */
final class Times {
  private final @Nullable Instant fixed;

  private Times(@Nullable Instant fixed) {
    this.fixed = fixed;
  }

  static Times of(Map<String, String> environment) throws BuildException {
    String seconds = environment.get("SOURCE_DATE_EPOCH");
    if (seconds == null || seconds.isEmpty()) {
      return new Times(null);
    }
    try {
      return new Times(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (NumberFormatException e) {
      throw new BuildException("SOURCE_DATE_EPOCH is a number of seconds, not \"" + seconds + "\"");
    }
  }

  Instant of(Path file) throws IOException {
    return fixed != null
        ? fixed
        : Instant.ofEpochSecond(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().getEpochSecond());
  }

  /** When the whole was made. */
  Instant now() {
    return fixed != null ? fixed : Instant.now();
  }
}
