package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cortado answers every case of the corpus as Express under Node did, for both majors and older releases. */
class CorpusIT {

  @TestFactory
  Stream<DynamicNode> answersAsExpressDoes() throws IOException {
    boolean packages = NpmPackages.available();
    if (!packages) {
      Tools.siblingsLeftOut();
    }
    List<CorpusApp> apps = CorpusApp.all();
    return Lane.MAJORS.stream().map(major -> {
      var lane = new Lane(Lane.Kind.CORTADO, major);
      Stream<CorpusApp> runnable = apps.stream().filter(a -> packages || !a.needsPackages());
      return DynamicContainer.dynamicContainer(lane.id(), runnable.map(app -> replay(app, lane)));
    });
  }

  @TestFactory
  Stream<DynamicNode> answersAsOlderReleasesDo() throws IOException {
    List<CorpusApp> apps = CorpusApp.all();
    return Lane.RELEASES.stream().map(release -> {
      Lane lane = Lane.of(Lane.Kind.CORTADO, release);
      Stream<CorpusApp> other = apps.stream().filter(app -> app.differs(lane) && !app.needsPackages());
      return DynamicContainer.dynamicContainer(lane.id(), other.map(app -> replay(app, lane)));
    });
  }

  /** One container per app; the app is started when its first test runs. */
  static DynamicNode replay(CorpusApp app, Lane lane) {
    var answers = new Answers(app, lane);
    return DynamicContainer.dynamicContainer(app.name(), app.cases(lane).stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> answers.check(c.name()))));
  }

  /** The transcripts of one app, made once. */
  private static final class Answers {
    private final CorpusApp app;
    private final Lane lane;
    private Map<String, String> got = Map.of();
    private Map<String, String> expected = Map.of();
    private String failure = "";

    Answers(CorpusApp app, Lane lane) {
      this.app = app;
      this.lane = lane;
    }

    void check(String name) throws Exception {
      if (expected.isEmpty()) {
        expected = app.expected(lane);
        try {
          got = new Runner(lane).run(app);
        } catch (IOException e) {
          failure = String.valueOf(e.getMessage());
        }
      }
      assertThat(failure).as("start of %s", app.name()).isEmpty();
      boolean same = expected.getOrDefault(name, "(not recorded)").equals(got.get(name));
      Results.of(lane).add(app.name(), name, same);
      assertThat(got.get(name)).as("%s, %s: %s", lane.id(), app.name(), name).isEqualTo(expected.get(name));
    }
  }
}
