package io.cortado.mongo.embedded.store;

import io.cortado.mongo.embedded.value.Errors;

/** What databases and collections may be called. Called from any thread. */
public final class Names {

  private static final int MOST_DATABASE = 63;
  private static final int MOST_NAMESPACE = 255;

  private Names() {}

  public static void requireDatabase(String name) {
    boolean bad = name.isEmpty() || name.length() > MOST_DATABASE;
    for (int i = 0; i < name.length() && !bad; i++) {
      bad = "/\\. \"$".indexOf(name.charAt(i)) >= 0 || name.charAt(i) == 0;
    }
    if (bad && !name.equals("$external")) {
      throw Errors.of(73, "Invalid database name: '" + name + "'");
    }
  }

  /** For a collection that is made. */
  public static void requireCollection(String database, String name) {
    requireNamespace(database, name);
    if (name.contains("$")) {
      throw Errors.of(73, "Invalid collection name: " + name);
    }
    if (name.startsWith("system.") && !isSystem(name)) {
      throw Errors.of(73, "Invalid system namespace: " + database + "." + name);
    }
    if (database.length() + 1 + name.length() > MOST_NAMESPACE) {
      throw Errors.of(
          73,
          "Fully qualified namespace is too long. Namespace: " + database + "." + name + " Max: " + MOST_NAMESPACE);
    }
  }

  /** For a collection that is named in a command. */
  public static void requireNamespace(String database, String name) {
    requireDatabase(database);
    if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.indexOf(0) >= 0 || name.contains("..")) {
      throw Errors.of(73, "Invalid namespace specified '" + database + "." + name + "'");
    }
  }

  private static boolean isSystem(String name) {
    return name.equals("system.js") || name.equals("system.users") || name.equals("system.profile")
        || name.equals("system.views") || name.startsWith("system.buckets.") || name.equals("system.version");
  }
}
