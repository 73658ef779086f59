package io.cortado.module;

import org.jspecify.annotations.Nullable;

/** What Cortado provides for or instead of packages, by ids that start with {@code cortado:}. Runs on the loop. */
interface StandIns {
  /** The id for a request that leads to no file from a directory, or null. */
  @Nullable String missing(String request, String directory);

  /** The id in place of a file that a request has led to, or null. */
  @Nullable String standIn(String file);

  /** Whether a text is an id that one of the others has given, or the URL of an object of the embedding program. */
  boolean isProvided(String id);

  /** What is to be said of a URL that asks for an object of the embedding program which there is not, or null. */
  @Nullable String javaAdvice(String url);
}
