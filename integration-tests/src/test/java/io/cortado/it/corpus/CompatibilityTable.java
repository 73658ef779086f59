package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders docs/compatibility/express.md from the results of the lanes. */
final class CompatibilityTable {
  static final Path FILE = Path.of("../docs/compatibility/express.md");
  static final List<Lane> LANES = List.of(
      new Lane(Lane.Kind.CORTADO, 5), new Lane(Lane.Kind.CORTADO, 4),
      new Lane(Lane.Kind.INSTALLED, 5), new Lane(Lane.Kind.INSTALLED, 4));

  static final List<Lane> RELEASES =
      Lane.RELEASES.stream().map(release -> Lane.of(Lane.Kind.CORTADO, release)).toList();

  private final List<CorpusApp> apps;

  CompatibilityTable(List<CorpusApp> apps) {
    this.apps = apps;
  }

  /** The lanes of which some case has no result. */
  List<Lane> incomplete() throws IOException {
    List<Lane> missing = new ArrayList<>();
    for (Lane lane : LANES) {
      Map<String, Boolean> results = Results.last(lane);
      boolean complete = apps.stream().allMatch(app -> app.cases(lane).stream()
          .allMatch(c -> results.containsKey(Results.key(app.name(), c.name()))));
      if (!complete) {
        missing.add(lane);
      }
    }
    for (Lane lane : RELEASES) {
      Map<String, Boolean> results = Results.last(lane);
      boolean complete = olderApps(lane).stream().allMatch(app -> app.cases(lane).stream()
          .allMatch(c -> results.containsKey(Results.key(app.name(), c.name()))));
      if (!complete) {
        missing.add(lane);
      }
    }
    return missing;
  }

  String render() throws IOException {
    Map<String, Map<Lane, int[]>> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<Lane, int[]> sums = new java.util.LinkedHashMap<>();
    for (Lane lane : LANES) {
      count(lane, rows, sums);
    }
    var out = new StringBuilder("""
        # Express: what works, by test

        Each case is a request whose answer was recorded from npm's Express under Node and is compared byte for byte.
        This table is generated from the results of the last run (see integration-tests/src/test/corpus/README.md);
        do not edit it. "5" and "4" are Cortado's own express; the last two columns are npm's express, unmodified, on
        Cortado's `node:http`. A dash means that the feature does not exist in that major.

        | feature | cases | 5 | 4 | npm's 5 | npm's 4 |
        |---|---:|---:|---:|---:|---:|
        """);
    rows.forEach((feature, lanes) -> out.append(row("`" + feature + "`", lanes)));
    out.append(row("**all cases**", sums));
    out.append("""

        Releases of Express 4 before the newest, each by Cortado's own as that very release. Of the apps in which a release
        answers otherwise, all cases are asked again; the last number is how many of the answers are the newest's no more.

        | release | cases | passed | other answers |
        |---|---:|---:|---:|
        """);
    for (Lane lane : RELEASES) {
      out.append(release(lane));
    }
    return out.toString();
  }

  private String release(Lane lane) throws IOException {
    Map<String, Boolean> results = Results.last(lane);
    int cases = 0;
    int passed = 0;
    int other = 0;
    for (CorpusApp app : olderApps(lane)) {
      other += Goldens.read(app.golden(lane)).size();
      for (CorpusCase c : app.cases(lane)) {
        cases++;
        passed += results.getOrDefault(Results.key(app.name(), c.name()), false) ? 1 : 0;
      }
    }
    String all = passed == cases ? "all" : Integer.toString(passed);
    return "| " + lane.express() + " | " + cases + " | " + all + " | " + other + " |\n";
  }

  private List<CorpusApp> olderApps(Lane lane) {
    return apps.stream().filter(app -> app.differs(lane) && !app.needsPackages()).toList();
  }

  private void count(Lane lane, Map<String, Map<Lane, int[]>> rows, Map<Lane, int[]> sums) throws IOException {
    Map<String, Boolean> results = Results.last(lane);
    for (CorpusApp app : apps) {
      for (CorpusCase c : app.cases(lane)) {
        boolean ok = results.getOrDefault(Results.key(app.name(), c.name()), false);
        for (String feature : c.features()) {
          add(rows.computeIfAbsent(feature, f -> new java.util.LinkedHashMap<>()), lane, ok);
        }
        add(sums, lane, ok);
      }
    }
  }

  private static void add(Map<Lane, int[]> lanes, Lane lane, boolean ok) {
    int[] count = lanes.computeIfAbsent(lane, l -> new int[2]);
    count[0] += ok ? 1 : 0;
    count[1]++;
  }

  private static String row(String name, Map<Lane, int[]> lanes) {
    int cases = lanes.values().stream().mapToInt(c -> c[1]).max().orElse(0);
    var out = new StringBuilder("| " + name + " | " + cases + " |");
    for (Lane lane : LANES) {
      int[] count = lanes.get(lane);
      out.append(count == null ? " – |" : count[0] == count[1] ? " all |" : " " + count[0] + " of " + count[1] + " |");
    }
    return out.append('\n').toString();
  }
}
