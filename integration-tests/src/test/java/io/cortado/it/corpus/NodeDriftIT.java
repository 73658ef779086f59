package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recorded answers are still those of npm's Express under Node; {@code -Dcorpus.record=true} records anew. */
class NodeDriftIT {
  private static final boolean RECORD = Boolean.getBoolean("corpus.record");

  @BeforeEach
  void needsNode() {
    if (!RECORD && !Boolean.getBoolean("corpus.drift") && !Tools.onCi()) {
      Tools.skip("recording the corpus again is done on CI, or with -Dcorpus.drift=true");
    }
    Tools.needNpm("recording the corpus again");
  }

  @TestFactory
  Stream<DynamicTest> recordsWhatIsCommitted() throws IOException {
    var apps = CorpusApp.all();
    return Lane.MAJORS.stream().flatMap(major -> apps.stream()
        .filter(app -> !app.cases(major).isEmpty())
        .map(app -> DynamicTest.dynamicTest(app.name() + " with Express " + major, () -> record(app, major))));
  }

  private static void record(CorpusApp app, int major) throws IOException, InterruptedException {
    Map<String, String> answers = new Runner(new Lane(Lane.Kind.NODE, major)).run(app);
    Path fresh = Workspace.ROOT.resolve("recorded").resolve(app.name()).resolve("golden-" + major + ".txt");
    Goldens.write(RECORD ? app.golden(major) : fresh, answers);
    assertThat(Goldens.read(app.golden(major)))
        .as("answers of Express %d to %s (the new ones are in %s)", major, app.name(), fresh)
        .isEqualTo(answers);
  }
}
