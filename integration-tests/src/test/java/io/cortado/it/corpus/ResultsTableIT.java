package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published table says what the tests found; {@code -Dcorpus.report=true} writes it. Runs after the lanes. */
class ResultsTableIT {

  @Test
  void theTableInDocsIsTheOneOfTheseResults() throws IOException {
    var table = new CompatibilityTable(CorpusApp.all());
    List<Lane> missing = table.incomplete();
    if (!missing.isEmpty()) {
      String reason = "the compatibility table needs results of " + missing.stream().map(Lane::id).toList();
      assertThat(Tools.onCi()).as(reason).isFalse();
      Tools.skip(reason);
    }
    String rendered = table.render();
    if (Boolean.getBoolean("corpus.report")) {
      Files.createDirectories(CompatibilityTable.FILE.toAbsolutePath().getParent());
      Files.writeString(CompatibilityTable.FILE, rendered);
    }
    assertThat(CompatibilityTable.FILE).as("write it by -Dcorpus.report=true").content().isEqualTo(rendered);
  }
}
