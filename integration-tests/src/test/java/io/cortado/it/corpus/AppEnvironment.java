package io.cortado.it.corpus;

import java.util.Map;

/** The environment that every app gets, on Node and on Cortado. */
final class AppEnvironment {
  private AppEnvironment() {}

  static void fill(Map<String, String> environment, int port, Map<String, String> own) {
    environment.keySet().removeIf(k -> k.startsWith("NODE_") || k.equals("DEBUG") || k.equals("NO_DEPRECATION"));
    environment.put("PORT", Integer.toString(port));
    environment.put("TZ", "UTC");
    environment.putAll(own);
  }
}
