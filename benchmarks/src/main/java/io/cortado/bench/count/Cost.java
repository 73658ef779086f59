package io.cortado.bench.count;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one request costs, each part by its name.
 *
 * @param functions of JavaScript entered, built-in ones included
 * @param intoJava calls of JavaScript that Java answers
 * @param intoJavaScript calls of Java that JavaScript answers
 */
record Cost(Map<String, Double> functions, Map<String, Double> intoJava, Map<String, Double> intoJavaScript) {

  /** Everything that has been counted at some moment. */
  record Snapshot(Map<String, Long> functions, Map<String, Long> intoJava, Map<String, Long> intoJavaScript) {
    static Snapshot now() {
      return new Snapshot(Tally.current().functions(), Crossings.intoJava(), Crossings.intoJavaScript());
    }
  }

  /** The cost of each of so many requests between two moments. */
  static Cost between(Snapshot before, Snapshot after, int requests) {
    return new Cost(
        each(before.functions(), after.functions(), requests),
        each(before.intoJava(), after.intoJava(), requests),
        each(before.intoJavaScript(), after.intoJavaScript(), requests));
  }

  private static Map<String, Double> each(Map<String, Long> before, Map<String, Long> after, int requests) {
    Map<String, Double> each = new TreeMap<>();
    after.forEach((name, count) -> {
      // What happens once in a while, a timer of each second for instance, is nobody's cost: it is rounded away.
      double share = Math.round(10.0 * (count - before.getOrDefault(name, 0L)) / requests) / 10.0;
      if (share > 0) {
        each.put(name, share);
      }
    });
    return each;
  }

  /** Of each part the lower of two figures: what comes between requests now and then is in one of them only. */
  Cost least(Cost other) {
    return new Cost(
        least(functions, other.functions), least(intoJava, other.intoJava), least(intoJavaScript, other.intoJavaScript));
  }

  private static Map<String, Double> least(Map<String, Double> one, Map<String, Double> two) {
    Map<String, Double> least = new TreeMap<>();
    one.forEach((name, value) -> {
      Double other = two.get(name);
      if (other != null) {
        least.put(name, Math.min(value, other));
      }
    });
    return least;
  }

  static double sum(Map<String, Double> parts) {
    return Math.round(10 * parts.values().stream().mapToDouble(Double::doubleValue).sum()) / 10.0;
  }

  /** The functions' figures by file. */
  Map<String, Double> files() {
    return functions.entrySet().stream()
        .collect(Collectors.groupingBy(
            entry -> Places.fileOf(entry.getKey()), TreeMap::new, Collectors.summingDouble(Map.Entry::getValue)));
  }

  /** The greatest first. */
  static Stream<Map.Entry<String, Double>> ranked(Map<String, Double> parts) {
    return parts.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed());
  }
}
