package io.cortado.engine.errortext;

import org.jspecify.annotations.Nullable;

/** The words of V8 for patterns that meet undefined or null. Pure. */
final class Destructuring {
  private Destructuring() {}

  /** For one property of a pattern; null when the place is no pattern. */
  static @Nullable String of(String key, String value, ErrorPlace place) {
    String text = place.text();
    if (text.isEmpty() || !isTarget(text, key) || place.start() == 0 || hasDefault(place)) {
      return null;
    }
    String source = place.source();
    int open = opening(source, place.start());
    int end = open < 0 || source.charAt(open) != '{' ? -1 : SourceScan.close(source, open);
    if (end < 0 || isNested(source, open)) {
      return null;
    }
    String subject = subject(source, end, value);
    if (subject == null) {
      return null;
    }
    if (source.startsWith("[", SourceScan.space(source, open + 1))) {
      return "Cannot destructure '" + subject + "' as it is " + value + ".";
    }
    return "Cannot destructure property '" + key + "' of '" + subject + "' as it is " + value + ".";
  }

  /** For a whole pattern, as {@code {} = value}. */
  static @Nullable String whole(String value, ErrorPlace place) {
    int end = place.text().startsWith("{") ? SourceScan.close(place.text(), 0) : -1;
    String subject = end < 0 ? null : subject(place.text(), end, value);
    return subject == null ? null : "Cannot destructure '" + subject + "' as it is " + value + ".";
  }

  /** A pattern's property is a name, perhaps with a default: anything with a dot or bracket before is an access. */
  private static boolean isTarget(String text, String key) {
    return text.equals(key) || text.startsWith(key) && text.substring(key.length()).matches("\\s*[=:].*")
        || text.matches("[\\w$]+\\s*(=[^=].*)?") || text.startsWith("[" );
  }

  /** V8 speaks of an ordinary access for a property with a default. */
  private static boolean hasDefault(ErrorPlace place) {
    String source = place.source();
    int end = SourceScan.expression(source, place.start());
    return source.substring(place.start(), end).indexOf('=') >= 0;
  }

  /** The bracket that is open at a place, or -1. */
  static int opening(String source, int at) {
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      char c = source.charAt(i);
      if (c == ')' || c == ']' || c == '}') {
        depth++;
      } else if (c == '(' || c == '[' || c == '{') {
        if (depth == 0) {
          return i;
        }
        depth--;
      } else if (c == ';') {
        return -1;
      }
    }
    return -1;
  }

  /** A pattern within a pattern: V8 speaks of an ordinary access there. */
  private static boolean isNested(String source, int open) {
    int i = open - 1;
    while (i >= 0 && Character.isWhitespace(source.charAt(i))) {
      i--;
    }
    return i >= 0 && (source.charAt(i) == ':' || source.charAt(i) == '[');
  }

  private static @Nullable String subject(String source, int end, String value) {
    int at = SourceScan.space(source, end);
    if (at < source.length() && source.charAt(at) == '=' && !source.startsWith("=>", at)) {
      String written = source.substring(at + 1, SourceScan.expression(source, at + 1));
      String rendered = CalleeText.of(written);
      if (rendered == null) {
        rendered = CalleeText.of("(" + written + ")");
      }
      return rendered == null || rendered.contains("?.") ? "(intermediate value)" : rendered;
    }
    if (source.startsWith("of ", at)) {
      return ".for";
    }
    return at < source.length() && (source.charAt(at) == ')' || source.charAt(at) == ',')
        ? value.equals("null") ? "object null" : value
        : null;
  }
}
