package io.cortado.node.inspect;

/** What the source of a function tells. Called from any thread. */
final class Sources {
  private static final int HEAD = "class".length();

  private Sources() {}

  /** Whether a source that begins with "class" is a class's: no parenthesis stands before its body, but in comments. */
  static boolean isClass(String source) {
    int brace = source.indexOf('{', HEAD);
    if (brace < 0 || !source.endsWith("}")) {
      return false;
    }
    int paren = source.indexOf('(', HEAD);
    return paren < 0 || paren > brace || nextOfBoth(source) == '{';
  }

  /** The first brace or parenthesis that opens outside comments, or a space. */
  private static char nextOfBoth(String source) {
    int at = HEAD;
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        at = after(source, "\n", at);
      } else if (source.startsWith("/*", at)) {
        at = after(source, "*/", at + 2);
      } else if (source.charAt(at) == '{' || source.charAt(at) == '(') {
        return source.charAt(at);
      } else {
        at++;
      }
    }
    return ' ';
  }

  private static int after(String source, String end, int from) {
    int at = source.indexOf(end, from);
    return at < 0 ? source.length() : at + end.length();
  }
}
