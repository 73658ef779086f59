package io.cortado.it.corpus;

import java.util.Map;

/** Records the goldens from Express under Node; see the README of the corpus for the command. */
final class Recorder {
  private Recorder() {}

  public static void main(String[] args) throws Exception {
    for (int major : Lane.MAJORS) {
      var runner = new Runner(new Lane(Lane.Kind.NODE, major));
      for (CorpusApp app : CorpusApp.all()) {
        Map<String, String> answers = runner.run(app);
        if (!answers.isEmpty()) {
          Goldens.write(app.golden(major), answers);
        }
        System.out.printf("express %d: %s, %d cases%n", major, app.name(), answers.size());
      }
    }
  }
}
