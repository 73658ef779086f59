package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records the goldens from Express under Node; see the README of the corpus for the command. */
final class Recorder {
  private Recorder() {}

  /** {@code -Dcorpus.releases=4.17.1} records what that release answers otherwise, instead of the majors' newest. */
  public static void main(String[] args) throws Exception {
    for (Lane lane : Replay.lanes(Lane.Kind.NODE)) {
      for (CorpusApp app : CorpusApp.all()) {
        if (app.cases(lane).isEmpty() || !lane.release().isEmpty() && app.needsPackages()) {
          continue;
        }
        Map<String, String> answers = answers(app, lane);
        write(app.golden(lane), answers);
        System.out.printf("express %s: %s, %d cases%n", lane.express(), app.name(), answers.size());
      }
    }
  }

  /** What Node answers; of an older release, where the newest answers something else. */
  static Map<String, String> answers(CorpusApp app, Lane lane) throws IOException, InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>(new Runner(lane).run(app));
    if (!lane.release().isEmpty()) {
      answers.entrySet().removeAll(Goldens.read(app.golden(lane.major())).entrySet());
    }
    return answers;
  }

  /** Writes a file of answers; none where there are none. */
  static void write(Path file, Map<String, String> answers) throws IOException {
    if (answers.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Goldens.write(file, answers);
    }
  }
}
