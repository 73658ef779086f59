package io.cortado.engine.errortext;

/** Finds ends in JavaScript text without parsing it: spaces, comments, strings, brackets. Pure. */
final class SourceScan {
  private SourceScan() {}

  /** The first place from {@code at} that is neither space nor comment. */
  static int space(String text, int at) {
    int i = at;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end + 1;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? text.length() : end + 2;
      } else {
        break;
      }
    }
    return i;
  }

  /** The place after the bracket that closes the one at {@code at}, or -1. */
  static int close(String text, int at) {
    int depth = 0;
    int i = at;
    while (i < text.length()) {
      int next = space(text, i);
      if (next > i) {
        i = next;
        continue;
      }
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        i = quoted(text, i);
        if (i < 0) {
          return -1;
        }
        continue;
      }
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
      i++;
    }
    return -1;
  }

  /** The place after the string that starts at {@code at}, or -1. */
  private static int quoted(String text, int at) {
    char quote = text.charAt(at);
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      } else if (c == '\n' && quote != '`') {
        return -1;
      }
    }
    return -1;
  }

  /** The end of the expression that starts at {@code at}: a comma, semicolon, closing bracket or line that ends it. */
  static int expression(String text, int at) {
    int i = space(text, at);
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ',' || c == ';' || c == ')' || c == ']' || c == '}') {
        return i;
      }
      if (c == '\n' && endsHere(text, i)) {
        return i;
      }
      if (c == '"' || c == '\'' || c == '`') {
        i = quoted(text, i);
      } else if (c == '(' || c == '[' || c == '{') {
        i = close(text, i);
      } else {
        i++;
      }
      if (i < 0) {
        return text.length();
      }
    }
    return i;
  }

  private static boolean endsHere(String text, int newline) {
    int next = space(text, newline);
    return next >= text.length() || "([.?+-*/%&|^<>=,:`".indexOf(text.charAt(next)) < 0;
  }
}
