package io.cortado.it.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs the apps: which runtime, with whose express, of which major.
 *
 * @param release of that major, empty for the newest
 */
record Lane(Kind kind, int major, String release) {
  static final List<Integer> MAJORS = Arrays.stream(System.getProperty("corpus.majors", "5,4").split(","))
      .map(Integer::parseInt).toList();

  /**
   * Releases of Express 4 that answer otherwise than the newest; of some cases they have answers of their own. There are
   * answers of 4.19.2 and 4.17.1 too, which stand between.
   */
  static final List<String> RELEASES = Stream.of(System.getProperty("corpus.releases", "4.18.2,4.16.4").split(","))
      .filter(release -> !release.isEmpty()).toList();

  /** The newest release of a major. */
  Lane(Kind kind, int major) {
    this(kind, major, "");
  }

  /** A release that is not the newest. */
  static Lane of(Kind kind, String release) {
    return new Lane(kind, Integer.parseInt(release.substring(0, release.indexOf('.'))), release);
  }

  /** The runtimes and the origins of express. */
  enum Kind {
    /** Express from npm on Node: the reference. */
    NODE,
    /** Cortado with its own express. */
    CORTADO,
    /** The same, with everything replaced that an app can replace, so that no quick way is open. */
    TOUCHED,
    /** As {@link #CORTADO}, with a look at which quick ways are gone. */
    WATCHED,
    /** Cortado with express from npm, to prove the layer below. */
    INSTALLED
  }

  String id() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + express();
  }

  /** The release, or the major alone for its newest. */
  String express() {
    return release.isEmpty() ? Integer.toString(major) : release;
  }

  boolean onNode() {
    return kind == Kind.NODE;
  }

  /** Whether the apps run with Cortado's own express. */
  boolean withOwnExpress() {
    return kind != Kind.NODE && kind != Kind.INSTALLED;
  }

  /** The package.json that the app gets when it brings none. */
  String packageJson(String name) {
    String version = !release.isEmpty() ? release : major == 5 ? "^5.3.0" : "^4.22.2";
    String cortado = kind == Kind.INSTALLED ? ",\n  \"cortado\": { \"installed\": [\"express\"] }" : "";
    return """
        {
          "name": "%s",
          "version": "1.0.0",
          "private": true,
          "dependencies": { "express": "%s" }%s
        }
        """.formatted(name, version, cortado);
  }
}
