package io.cortado.node.path;

import java.util.Map;
import java.util.regex.Pattern;

/** One segment of a glob pattern as a regular expression: stars, question marks, classes, and groups such as {@code @(a|b)}. */
final class GlobSegment {
  private static final String ANY_TEXT = "[^/]*?";
  private static final String MAGIC = "*?[";
  private static final String GROUPS = "?*+@!";

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "\\p{L}\\p{Nl}\\p{Nd}"),
          Map.entry("alpha", "\\p{L}\\p{Nl}"),
          Map.entry("ascii", "\\x00-\\x7f"),
          Map.entry("blank", "\\p{Zs}\\t"),
          Map.entry("cntrl", "\\p{Cc}"),
          Map.entry("digit", "\\p{Nd}"),
          Map.entry("lower", "\\p{Ll}"),
          Map.entry("punct", "\\p{P}"),
          Map.entry("space", "\\p{Z}\\t\\r\\n\\x0b\\f"),
          Map.entry("upper", "\\p{Lu}"),
          Map.entry("word", "\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}"),
          Map.entry("xdigit", "A-Fa-f0-9"));

  private final String text;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private GlobSegment(String text) {
    this.text = text;
  }

  /** What a segment matches: of names that begin with a dot only those that it says so of, and never "." and "..". */
  static Pattern compile(String text) {
    return new GlobSegment(text).compile();
  }

  private Pattern compile() {
    if (isMagic(0)) {
      regex.append("(?!\\.)").append(text.startsWith("!") ? "" : "(?=.)");
    } else if (text.startsWith(".") && text.length() > 1 && hasMagic()) {
      regex.append("(?!\\.{1,2}$)");
    }
    append(text.length());
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private boolean isMagic(int index) {
    // A class of one character is that character.
    boolean one = text.startsWith("[", index) && text.startsWith("]", index + 2) && "!^".indexOf(text.charAt(index + 1)) < 0;
    return index < text.length() && !one && (MAGIC.indexOf(text.charAt(index)) >= 0 || groupEnd(index) > 0);
  }

  private boolean hasMagic() {
    return text.chars().anyMatch(c -> MAGIC.indexOf(c) >= 0 || GROUPS.indexOf(c) >= 0);
  }

  /** Where the group that begins there is closed; 0 where none begins. */
  private int groupEnd(int index) {
    boolean opens = GROUPS.indexOf(text.charAt(index)) >= 0 && index + 1 < text.length() && text.charAt(index + 1) == '(';
    int level = 0;
    for (int i = index + 1; opens && i < text.length(); i++) {
      level += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return 0;
  }

  private void append(int end) {
    while (at < end) {
      char c = text.charAt(at);
      int close = groupEnd(at);
      if (close > 0) {
        group(c, close);
      } else if (c == '*') {
        while (at < end && text.charAt(at) == '*' && groupEnd(at) == 0) {
          at++;
        }
        regex.append(ANY_TEXT);
      } else if (c == '?') {
        regex.append("[^/]");
        at++;
      } else if (c != '[' || !charClass()) {
        regex.append(Pattern.quote(Character.toString(text.codePointAt(at))));
        at += Character.charCount(text.codePointAt(at));
      }
    }
  }

  private void group(char kind, int close) {
    int open = at + 1;
    at = open + 1;
    if (kind == '!') {
      // Whatever is none of these, to the end of the segment.
      String rest = new GlobSegment(text.substring(close + 1)).body();
      regex.append("(?:(?!(?:");
      alternatives(close);
      regex.append(')').append(rest).append("$)").append(ANY_TEXT).append(')');
    } else {
      regex.append("(?:");
      alternatives(close);
      regex.append(')').append(kind == '@' ? "" : String.valueOf(kind));
    }
  }

  private String body() {
    append(text.length());
    return regex.toString();
  }

  private void alternatives(int close) {
    int from = at;
    int level = 0;
    for (int i = at; i <= close; i++) {
      char c = text.charAt(i);
      if (i == close || (c == '|' && level == 0)) {
        regex.append(new GlobSegment(text.substring(from, i)).body()).append(i == close ? "" : "|");
        from = i + 1;
      }
      level += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    at = close + 1;
  }

  /** A class in brackets, where they are closed. */
  private boolean charClass() {
    int i = at + 1;
    boolean not = i < text.length() && "!^".indexOf(text.charAt(i)) >= 0;
    StringBuilder set = new StringBuilder(not ? "[^" : "[");
    i += not ? 1 : 0;
    int first = i;
    while (i < text.length() && (text.charAt(i) != ']' || i == first)) {
      int named = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
      String known = named < 0 ? null : CLASSES.get(text.substring(i + 2, named));
      if (known != null) {
        set.append(known);
        i = named + 2;
      } else {
        i = range(set, i);
      }
    }
    if (i >= text.length() || set.length() <= (not ? 2 : 1)) {
      return false;
    }
    regex.append(set).append(']');
    at = i + 1;
    return true;
  }

  /** Takes a character, or two with a hyphen between; those in the wrong order are none. */
  private int range(StringBuilder set, int from) {
    char low = text.charAt(from);
    boolean ranges = from + 2 < text.length() && text.charAt(from + 1) == '-' && text.charAt(from + 2) != ']';
    char high = ranges ? text.charAt(from + 2) : low;
    if (low <= high) {
      member(set, low);
      if (ranges) {
        member(set.append('-'), high);
      }
    }
    return from + (ranges ? 3 : 1);
  }

  private static void member(StringBuilder set, char c) {
    set.append("[]\\^-&".indexOf(c) >= 0 ? "\\" : "").append(c);
  }
}
