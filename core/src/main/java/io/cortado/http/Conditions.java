package io.cortado.http;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a client that has a copy asks. Only the plain case, an If-None-Match by itself; the others are JavaScript's. */
final class Conditions {
  private Conditions() {}

  /** Whether the client's copy, of which it gave the tag, is still good; null where this is not the place to decide it. */
  static @Nullable Boolean isFresh(RequestHead request, String tag) {
    String noneMatch = request.only("if-none-match");
    if (noneMatch == null || request.has("if-modified-since") || request.has("cache-control")) {
      return null;
    }
    return matchesAny(noneMatch, tag);
  }

  /**
   * The same for a file, of which its last change is known too; false where the client asks for all of it.
   *
   * @param modified milliseconds
   * @param both whether If-Modified-Since counts beside If-None-Match
   */
  static @Nullable Boolean isFresh(RequestHead request, String tag, long modified, boolean both) {
    if (request.has("range") || request.has("if-match") || request.has("if-unmodified-since")) {
      return null;
    }
    if (!request.conditional()) {
      return false;
    }
    if (request.has("cache-control")) {
      return null;
    }
    boolean fresh = true;
    boolean byTag = request.has("if-none-match");
    if (byTag) {
      String noneMatch = request.only("if-none-match");
      if (noneMatch == null || noneMatch.isEmpty()) {
        return null;
      }
      fresh = matchesAny(noneMatch, tag);
    }
    if (request.has("if-modified-since") && (both || !byTag)) {
      String since = request.only("if-modified-since");
      Long time = since == null ? null : time(since);
      if (time == null) {
        return null;
      }
      fresh &= modified / 1000 <= time;
    }
    return fresh;
  }

  private static @Nullable Long time(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean matchesAny(String noneMatch, String tag) {
    if (noneMatch.equals("*")) {
      return true;
    }
    for (String candidate : noneMatch.split(",", -1)) {
      if (matches(trim(candidate), tag)) {
        return true;
      }
    }
    return false;
  }

  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (from < to && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean matches(String candidate, String tag) {
    return candidate.equals(tag) || candidate.equals("W/" + tag) || tag.equals("W/" + candidate);
  }
}
