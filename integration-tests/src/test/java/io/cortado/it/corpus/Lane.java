package io.cortado.it.corpus;

import java.util.Arrays;
import java.util.List;

/** What runs the apps: which runtime, with whose express, of which major. */
record Lane(Kind kind, int major) {
  static final List<Integer> MAJORS = Arrays.stream(System.getProperty("corpus.majors", "5,4").split(","))
      .map(Integer::parseInt).toList();

  /** The runtimes and the origins of express. */
  enum Kind {
    /** Express from npm on Node: the reference. */
    NODE,
    /** Cortado with its own express. */
    CORTADO,
    /** Cortado with express from npm, to prove the layer below. */
    INSTALLED
  }

  String id() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + major;
  }

  boolean onNode() {
    return kind == Kind.NODE;
  }

  /** The package.json that the app gets when it brings none. */
  String packageJson(String name) {
    String version = major == 5 ? "^5.3.0" : "^4.22.0";
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
