package io.cortado.http;

import org.jspecify.annotations.Nullable;

/** What a client that has a copy asks. Only the plain case, an If-None-Match by itself; the others are JavaScript's. */
final class Conditions {
  private Conditions() {}

  /** Whether the client's copy, of which it gave the tag, is still good; null where this is not the place to decide it. */
  static @Nullable Boolean isFresh(RequestHead request, String tag) {
    if (!request.method().equals("GET")) {
      return request.method().equals("QUERY") ? null : Boolean.FALSE;
    }
    String noneMatch = request.only("if-none-match");
    if (noneMatch == null || request.has("if-modified-since") || request.has("cache-control")) {
      return null;
    }
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
