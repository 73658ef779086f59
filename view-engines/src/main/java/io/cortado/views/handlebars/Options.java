package io.cortado.views.handlebars;

import java.util.Set;

/** The compile options of handlebars.js. {@code bits} is the sum of the constants, {@code known} the known helpers. */
record Options(int bits, Set<String> known) {
  static final int NO_ESCAPE = 1;
  static final int STRICT = 2;
  static final int ASSUME_OBJECTS = 4;
  static final int COMPAT = 8;
  static final int DATA = 16;
  static final int KNOWN_HELPERS_ONLY = 32;
  static final int PREVENT_INDENT = 64;
  static final int EXPLICIT_PARTIAL_CONTEXT = 128;
  static final int IGNORE_STANDALONE = 256;

  boolean has(int option) {
    return (bits & option) != 0;
  }
}
