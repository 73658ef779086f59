package io.cortado.cli;

import java.util.Locale;

/** What the running JVM is made of: which Java runtime, and how JavaScript gets compiled. */
final class Runtimes {
  private Runtimes() {}

  /** One or two sentences for {@code --version}: what is in use and, where it is not the best, why and what to do. */
  static String describe() {
    String kind = System.getProperty("cortado.runtime", "class path");
    String why = System.getProperty("cortado.runtime.cause", "");
    String cause = why.isEmpty() ? "" : "; " + why;
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "relinked" -> "relinked with the Graal compiler, " + (hasCache() ? "AOT cache" : "no AOT cache" + cause);
      case "upgrade-module-path" -> "the JDK's own with --upgrade-module-path, so starts are slower" + cause;
      default -> "interpreter only, so JavaScript runs several times slower" + cause;
    };
  }

  private static boolean hasCache() {
    return System.getProperty("cortado.aot") != null;
  }
}
