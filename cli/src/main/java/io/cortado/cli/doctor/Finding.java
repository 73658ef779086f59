package io.cortado.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Something to be said of an app.
 *
 * @param level how grave it is
 * @param kind what it is about, in one word for programs
 * @param name of the package, file or function
 * @param file where it is, relative to the app where it can be; null for all of it
 * @param line from 1 on; 0 where there is none
 * @param text the sentence for people
 */
public record Finding(Level level, String kind, String name, @Nullable String file, int line, String text) {
  /** Whether something is missing, may be missing, or is only to be known. */
  public enum Level { PROBLEM, WARNING, NOTE }

  /** The place, as editors understand it. */
  public String place() {
    return file == null ? "" : line == 0 ? file : file + ":" + line;
  }
}
