package io.cortado.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published table is made from the recorded cases; the environment variable {@code VIEWS_TABLE=write} writes it anew. */
class CompatibilityTableTest {
  private static final Path TABLE = Path.of("../docs/compatibility/views.md");

  @Test
  void tellsWhatTheCasesTell() throws IOException {
    String table = Cases.table();
    if ("write".equals(System.getenv("VIEWS_TABLE"))) {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, table);
    }
    assertThat(TABLE).content().isEqualTo(table);
  }
}
