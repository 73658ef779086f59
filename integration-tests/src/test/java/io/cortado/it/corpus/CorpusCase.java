package io.cortado.it.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A named exchange with the app: what to send, what it exercises, and what in the answer may vary. */
record CorpusCase(String name, Map<String, String> directives, List<Step> steps) {

  /** The rows of the compatibility table that this case counts for. */
  List<String> features() {
    return list("feature");
  }

  /** Names of headers, and the words {@code stack} and {@code body}, that are not compared. */
  Set<String> vary() {
    return Set.copyOf(list("volatile"));
  }

  boolean runsOn(int major) {
    String only = directives.get("only");
    return only == null || only.equals(Integer.toString(major));
  }

  /** Whether the case, or the app as a whole, can be run with that Express. */
  boolean runsOn(Lane lane) {
    if (lane.kind() == Lane.Kind.TOUCHED && directives.containsKey("untouched")) {
      return false;
    }
    String since = directives.get("since");
    return runsOn(lane.major()) && (since == null || lane.release().isEmpty() || !isBefore(lane.release(), since));
  }

  private static boolean isBefore(String release, String other) {
    return Arrays.compare(numbers(release), numbers(other)) < 0;
  }

  private static int[] numbers(String release) {
    return Arrays.stream(release.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  /** Number of final responses to read from the last connection, or -1 to derive it from what was sent. */
  int responses() {
    return Integer.parseInt(directives.getOrDefault("responses", "-1"));
  }

  /** Whether Cortado answers otherwise on purpose; the directive gives the reason. */
  boolean deviates() {
    return directives.containsKey("deviates");
  }

  private List<String> list(String key) {
    String value = directives.getOrDefault(key, "");
    return value.isBlank() ? List.of() : List.of(value.trim().split("\\s*,\\s*"));
  }
}
