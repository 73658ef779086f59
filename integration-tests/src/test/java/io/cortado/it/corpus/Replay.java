package io.cortado.it.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replays apps in any lane and prints what differs from the goldens; a tool for the one who mends. */
final class Replay {
  private Replay() {}

  public static void main(String[] args) throws Exception {
    var kind = Lane.Kind.valueOf(System.getProperty("corpus.lane", "cortado").toUpperCase(Locale.ROOT));
    for (Lane lane : lanes(kind)) {
      for (CorpusApp app : CorpusApp.all()) {
        try {
          compare(app, lane);
        } catch (java.io.IOException e) {
          System.out.printf("==== %s %s does not start: %s%n", lane.id(), app.name(), e.getMessage());
        }
      }
    }
  }

  /** {@code -Dcorpus.releases=4.17.3} asks for that release instead of the newest of the majors. */
  static List<Lane> lanes(Lane.Kind kind) {
    return System.getProperty("corpus.releases") == null
        ? Lane.MAJORS.stream().map(major -> new Lane(kind, major)).toList()
        : Lane.RELEASES.stream().map(release -> Lane.of(kind, release)).toList();
  }

  private static void compare(CorpusApp app, Lane lane) throws Exception {
    Map<String, String> expected = app.expected(lane);
    long start = System.nanoTime();
    Map<String, String> got = new Runner(lane).run(app);
    if (Boolean.getBoolean("corpus.deviations")) {
      keepDeviations(app, lane, got);
    }
    int differing = 0;
    for (var answer : got.entrySet()) {
      String wanted = expected.getOrDefault(answer.getKey(), "(not recorded)\n");
      Results.of(lane).add(app.name(), answer.getKey(), wanted.equals(answer.getValue()));
      if (!wanted.equals(answer.getValue())) {
        differing++;
        System.out.printf("---- %s %s: %s%n%s", lane.id(), app.name(), answer.getKey(),
            difference(wanted, answer.getValue()));
      }
    }
    System.out.printf("==== %s %s: %d of %d differ, %d ms %s%n", lane.id(), app.name(), differing, got.size(),
        (System.nanoTime() - start) / 1_000_000, String.join(" ", QuickWays.seen(app, lane)));
  }

  /** Records what Cortado answers to the cases that are declared to deviate. */
  private static void keepDeviations(CorpusApp app, Lane lane, Map<String, String> got) throws java.io.IOException {
    Map<String, String> deviating = new LinkedHashMap<>();
    app.cases(lane).stream().filter(CorpusCase::deviates)
        .forEach(c -> deviating.put(c.name(), got.get(c.name())));
    if (!deviating.isEmpty()) {
      Goldens.write(app.deviations(lane.major()), deviating);
    }
  }

  /** Lines of each that the other lacks at the same place, with the common head and tail left out. */
  static String difference(String wanted, String got) {
    String[] a = wanted.split("\n");
    String[] b = got.split("\n");
    int head = 0;
    while (head < Math.min(a.length, b.length) && a[head].equals(b[head])) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail].equals(b[b.length - 1 - tail])) {
      tail++;
    }
    var out = new StringBuilder();
    for (int i = head; i < a.length - tail; i++) {
      out.append("  - ").append(a[i]).append('\n');
    }
    for (int i = head; i < b.length - tail; i++) {
      out.append("  + ").append(b[i]).append('\n');
    }
    return out.toString();
  }
}
