package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Apps whose every method was replaced are served as all others are, though no quick way is open to them. */
class TouchedIT {
  /** Apps that between them go all the quick ways. */
  private static final Set<String> QUICK = Set.of("static", "bodies");

  /** Apps that show how Express 4 does otherwise what can be replaced; the others show what both majors share. */
  private static final Set<String> OLDER = Set.of("express4", "responses", "routing", "bodies", "static", "files", "errors", "instrumented");

  private static final boolean EVERYWHERE = Boolean.getBoolean("corpus.touched.all");

  @TestFactory
  Stream<DynamicNode> answersAsExpressDoes() throws IOException {
    boolean packages = NpmPackages.available();
    List<CorpusApp> apps = CorpusApp.all().stream().filter(app -> packages || !app.needsPackages()).toList();
    return Lane.MAJORS.stream().map(major -> {
      var lane = new Lane(Lane.Kind.TOUCHED, major);
      return DynamicContainer.dynamicContainer(lane.id(), apps.stream()
          .filter(app -> !app.cases(lane).isEmpty())
          .filter(app -> major == 5 || EVERYWHERE || OLDER.contains(app.name()))
          .map(app -> withNotes(app, lane, () -> isTouched(app, lane))));
    });
  }

  /** What the lane above finds closed is open otherwise: its check of it can fail. */
  @TestFactory
  Stream<DynamicNode> othersGoTheQuickWays() throws IOException {
    List<CorpusApp> apps = CorpusApp.all().stream().filter(app -> QUICK.contains(app.name())).toList();
    return Lane.MAJORS.stream().map(major -> {
      var lane = new Lane(Lane.Kind.WATCHED, major);
      return DynamicContainer.dynamicContainer(lane.id(), apps.stream()
          .map(app -> withNotes(app, lane, () -> isQuick(app, lane))));
    });
  }

  /** The cases of an app, and behind them what it has noted. */
  private static DynamicNode withNotes(CorpusApp app, Lane lane, Executable check) {
    return DynamicContainer.dynamicContainer(app.name(), Stream.of(
        CorpusIT.replay(app, lane), DynamicTest.dynamicTest("ways", check)));
  }

  private static void isTouched(CorpusApp app, Lane lane) throws IOException {
    Set<String> seen = QuickWays.seen(app, lane);
    assertThat(seen).as("%s, %s", lane.id(), app.name()).doesNotContainAnyElementsOf(QuickWays.ALL);
    if (Files.readString(app.folder().resolve(app.mainFile())).contains("require('express')")) {
      assertThat(seen).as("%s, %s: layers are asked and run", lane.id(), app.name()).containsAll(QuickWays.LAYERS);
    }
  }

  private static void isQuick(CorpusApp app, Lane lane) throws IOException {
    assertThat(QuickWays.seen(app, lane)).as("%s, %s", lane.id(), app.name())
        .contains("cortado.http.reply")
        .contains(app.name().equals("static") ? "cortado.http.file" : "cortado.http.collect");
  }
}
