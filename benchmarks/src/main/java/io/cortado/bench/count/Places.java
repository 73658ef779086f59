package io.cortado.bench.count;

/** Short names for where functions are. */
final class Places {
  /** What the engine calls its own functions' source. */
  static final String BUILT_IN = "<builtin>";

  private static final String[] PREFIXES = {"node:io/cortado/js/", "node:META-INF/resources/webjars/", "node:"};

  private Places() {}

  /** A source's name as a user of the tables knows it. */
  static String file(String source) {
    for (String prefix : PREFIXES) {
      if (source.startsWith(prefix)) {
        return source.substring(prefix.length());
      }
    }
    return source.substring(source.lastIndexOf('/') + 1);
  }

  /** The file of a function that is named by file, line and name. */
  static String fileOf(String function) {
    String place = function.substring(0, Math.max(0, function.indexOf(' ')));
    int line = place.lastIndexOf(':');
    return line < 0 ? place : place.substring(0, line);
  }
}
