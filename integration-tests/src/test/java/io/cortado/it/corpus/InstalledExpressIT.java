package io.cortado.it.corpus;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** npm's own express, chosen by the app's package.json, answers the corpus on Cortado's node:http as it does on Node. */
class InstalledExpressIT {

  @BeforeEach
  void needsNpm() {
    if (!Boolean.getBoolean("corpus.installed") && !Tools.onCi()) {
      Tools.skip("npm's own express on Cortado is run with -Dcorpus.installed=true");
    }
    Tools.needNpm("npm's own express on Cortado");
  }

  @TestFactory
  Stream<DynamicNode> answersAsOnNode() throws IOException {
    var apps = CorpusApp.all();
    return Lane.MAJORS.stream().map(major -> {
      var lane = new Lane(Lane.Kind.INSTALLED, major);
      return DynamicContainer.dynamicContainer(lane.id(), apps.stream().map(app -> CorpusIT.replay(app, lane)));
    });
  }
}
