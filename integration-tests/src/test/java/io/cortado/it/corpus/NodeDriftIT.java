package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
        .filter(app -> !app.cases(new Lane(Lane.Kind.NODE, major)).isEmpty())
        .map(app -> DynamicTest.dynamicTest(app.name() + " with Express " + major, () -> record(app, major))));
  }

  @TestFactory
  Stream<DynamicTest> recordsWhatOlderReleasesAnswerOtherwise() throws IOException {
    var apps = CorpusApp.all();
    return Lane.RELEASES.stream().map(release -> Lane.of(Lane.Kind.NODE, release)).flatMap(lane -> apps.stream()
        .filter(app -> RECORD || app.differs(lane))
        .filter(app -> !app.cases(lane).isEmpty() && !app.needsPackages())
        .map(app -> DynamicTest.dynamicTest(app.name() + " with Express " + lane.express(), () -> record(app, lane))));
  }

  private static void record(CorpusApp app, int major) throws IOException, InterruptedException {
    record(app, new Lane(Lane.Kind.NODE, major));
  }

  private static void record(CorpusApp app, Lane lane) throws IOException, InterruptedException {
    Map<String, String> answers = Recorder.answers(app, lane);
    Path fresh = Workspace.ROOT.resolve("recorded").resolve(app.name()).resolve("golden-" + lane.express() + ".txt");
    Recorder.write(RECORD ? app.golden(lane) : fresh, answers);
    Map<String, String> recorded = Files.exists(app.golden(lane)) ? Goldens.read(app.golden(lane)) : Map.of();
    assertThat(recorded)
        .as("answers of Express %s to %s (the new ones are in %s)", lane.express(), app.name(), fresh)
        .isEqualTo(answers);
  }
}
