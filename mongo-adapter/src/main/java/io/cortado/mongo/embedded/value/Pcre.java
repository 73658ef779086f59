package io.cortado.mongo.embedded.value;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rewrites a regular expression as MongoDB (PCRE) reads it into one that Java reads in the same way: braces that are no
 * quantifier, brackets within classes, POSIX classes, the spellings of named groups and of properties.
 */
final class Pcre {

  private static final String ESCAPED_IN_CLASS = "[&#~^";

  private final String source;
  private final StringBuilder target = new StringBuilder();
  private final Map<String, String> groups = new HashMap<>();
  private int at;
  private int groupsSoFar;

  private Pcre(String source) {
    this.source = source;
  }

  /** The same expression for Java; what Java cannot do at all is refused. */
  static String toJava(String source) {
    Pcre pcre = new Pcre(source);
    pcre.run();
    return pcre.target.toString();
  }

  private void run() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        default -> {
          target.append(c);
          at++;
        }
      }
    }
  }

  private boolean follows(String text) {
    return source.startsWith(text, at);
  }

  private void brace() {
    int end = source.indexOf('}', at);
    boolean quantifier = end > 0 && source.substring(at + 1, end).matches("\\d+(,\\d*)?");
    if (quantifier) {
      target.append(source, at, end + 1);
      at = end + 1;
    } else {
      target.append("\\{");
      at++;
    }
  }

  private void escape(boolean inClass) {
    if (at + 1 >= source.length()) {
      throw new IllegalArgumentException("\\ at end of pattern");
    }
    char c = source.charAt(at + 1);
    switch (c) {
      case 'Q' -> quoted();
      case 'E' -> at += 2;
      case 'p', 'P' -> property(c);
      case 'g' -> groupReference();
      case 'k' -> namedReference();
      case 'o' -> octal();
      case 'N' -> replace(2, "[^\\n]");
      case 'x' -> hexadecimal();
      case 'K', 'C' -> throw unsupported("\\" + c);
      case 'b' -> replace(2, inClass ? "\\x08" : "\\b");
      default -> {
        target.append('\\').appendCodePoint(source.codePointAt(at + 1));
        at += 1 + Character.charCount(source.codePointAt(at + 1));
      }
    }
  }

  private void replace(int length, String text) {
    target.append(text);
    at += length;
  }

  private void quoted() {
    int end = source.indexOf("\\E", at);
    int stop = end < 0 ? source.length() : end;
    for (int i = at + 2; i < stop; i++) {
      literal(source.charAt(i));
    }
    at = end < 0 ? stop : end + 2;
  }

  private void literal(char c) {
    if (c < 128 && !Character.isLetterOrDigit(c)) {
      target.append('\\');
    }
    target.append(c);
  }

  private String braced(String kind) {
    int end = source.indexOf('}', at);
    if (end < 0) {
      throw new IllegalArgumentException("missing } after " + kind);
    }
    String inside = source.substring(source.indexOf('{', at) + 1, end);
    at = end + 1;
    return inside;
  }

  private void property(char letter) {
    String name;
    if (source.startsWith("{", at + 2)) {
      name = braced("\\p{");
    } else {
      name = at + 2 < source.length() ? source.substring(at + 2, at + 3) : "";
      at = Math.min(source.length(), at + 3);
    }
    boolean negated = letter == 'P';
    if (name.startsWith("^")) {
      negated = !negated;
      name = name.substring(1);
    }
    if (name.equals("Any")) {
      target.append(negated ? "[^\\x{0}-\\x{10FFFF}]" : "[\\x{0}-\\x{10FFFF}]");
      return;
    }
    String java = name.equals("L&") ? "LC" : name.length() > 2 ? "Is" + name : name;
    target.append(negated ? "\\P{" : "\\p{").append(java).append('}');
  }

  private void groupReference() {
    String reference;
    if (source.startsWith("{", at + 2)) {
      reference = braced("\\g{");
    } else {
      int end = at + 2;
      while (end < source.length() && (Character.isDigit(source.charAt(end)) || source.charAt(end) == '-')) {
        end++;
      }
      reference = source.substring(at + 2, end);
      at = end;
    }
    if (reference.matches("\\d+")) {
      target.append("(?:\\").append(reference).append(')');
    } else if (reference.matches("-\\d+")) {
      target.append("(?:\\").append(groupsSoFar + 1 + Integer.parseInt(reference)).append(')');
    } else if (reference.isEmpty()) {
      throw unsupported("\\g");
    } else {
      target.append("\\k<").append(javaName(reference)).append('>');
    }
  }

  private void namedReference() {
    char open = at + 2 < source.length() ? source.charAt(at + 2) : ' ';
    char close = open == '<' ? '>' : open == '{' ? '}' : open == '\'' ? '\'' : 0;
    int end = close == 0 ? -1 : source.indexOf(close, at + 3);
    if (end < 0) {
      throw new IllegalArgumentException("\\k is not followed by a braced, angle-bracketed, or quoted name");
    }
    target.append("\\k<").append(javaName(source.substring(at + 3, end))).append('>');
    at = end + 1;
  }

  private void octal() {
    target.append("\\x{").append(Integer.toHexString(Integer.parseInt(braced("\\o{"), 8))).append('}');
  }

  /** PCRE takes none, one or two digits. */
  private void hexadecimal() {
    if (source.startsWith("{", at + 2)) {
      target.append("\\x{").append(braced("\\x{")).append('}');
      return;
    }
    int end = at + 2;
    while (end < source.length() && end < at + 4 && Character.digit(source.charAt(end), 16) >= 0) {
      end++;
    }
    String digits = source.substring(at + 2, end);
    target.append("\\x{").append(digits.isEmpty() ? "0" : digits).append('}');
    at = end;
  }

  private void characterClass() {
    target.append('[');
    at++;
    if (follows("^")) {
      target.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      char c = source.charAt(at);
      if (c == '\\') {
        escape(true);
      } else if (follows("[:") && source.indexOf(":]", at) > 0) {
        posixClass();
      } else {
        if (c == ']' || ESCAPED_IN_CLASS.indexOf(c) >= 0 || Character.isWhitespace(c)) {
          target.append('\\');
        }
        target.append(c);
        at++;
      }
      first = false;
    }
    if (at >= source.length()) {
      throw new IllegalArgumentException("missing terminating ] for character class");
    }
    target.append(']');
    at++;
  }

  private void posixClass() {
    int end = source.indexOf(":]", at);
    String name = source.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    String plain = negated ? name.substring(1) : name;
    String java =
        switch (plain) {
          case "word" -> "w";
          case "alpha", "digit", "alnum", "upper", "lower", "punct", "graph", "print", "blank", "cntrl", "space" ->
              "p{" + plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1) + "}";
          case "xdigit" -> "p{XDigit}";
          case "ascii" -> "p{ASCII}";
          default -> throw new IllegalArgumentException("unknown POSIX class name");
        };
    target.append('\\').append(negated ? java.substring(0, 1).toUpperCase(Locale.ROOT) + java.substring(1) : java);
    at = end + 2;
  }

  private void group() {
    if (follows("(?#")) {
      int end = source.indexOf(')', at);
      if (end < 0) {
        throw new IllegalArgumentException("missing ) after (?# comment");
      }
      at = end + 1;
    } else if (follows("(?P=")) {
      int end = closing(')', at + 4);
      target.append("\\k<").append(javaName(source.substring(at + 4, end))).append('>');
      at = end + 1;
    } else if (follows("(?P<") || follows("(?'") || isNamed()) {
      int start = at + (follows("(?P<") ? 4 : 3);
      int end = closing(follows("(?'") ? '\'' : '>', start);
      groupsSoFar++;
      target.append("(?<").append(javaName(source.substring(start, end))).append('>');
      at = end + 1;
    } else if (source.substring(at).matches("(?s)\\(\\?(R|P>|&|\\(|\\||[+-]?\\d|C).*")) {
      throw unsupported(source.substring(at, Math.min(source.length(), at + 4)));
    } else if (follows("(*")) {
      throw unsupported("(*…)");
    } else if (source.substring(at).matches("(?s)\\(\\?[a-zA-Z^-]*[UJ^].*")) {
      throw unsupported("(?U), (?J) and (?^)");
    } else {
      groupsSoFar += follows("(?") ? 0 : 1;
      replace(1, "(");
    }
  }

  private boolean isNamed() {
    return follows("(?<") && !follows("(?<=") && !follows("(?<!");
  }

  private int closing(char close, int from) {
    int end = source.indexOf(close, from);
    if (end < 0) {
      throw new IllegalArgumentException("syntax error in subpattern name (missing terminator?)");
    }
    return end;
  }

  /** Java's group names have no underscores. */
  private String javaName(String name) {
    return groups.computeIfAbsent(name, key -> key.matches("[A-Za-z][A-Za-z0-9]*") ? key : "n" + groups.size() + "u");
  }

  private static RuntimeException unsupported(String construct) {
    return Errors.unsupported("the construct " + construct + " in a regular expression");
  }
}
