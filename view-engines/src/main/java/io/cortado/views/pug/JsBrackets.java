package io.cortado.views.pug;

import java.util.Set;

/**
 * Follows brackets, strings, comments and regular expressions through a piece of JavaScript, character by character,
 * which is how pug finds the end of an expression in a template. Any thread.
 */
final class JsBrackets {
  private static final char LINE_COMMENT = 'l';
  private static final char BLOCK_COMMENT = 'b';
  private static final char REGEXP = 'r';
  private static final String PUNCTUATORS = ".();,{}[]:?~%&*+-/<>^|!=";
  private static final Set<String> BEFORE_REGEXP = Set.of("if", "in", "do", "var", "for", "new", "try", "let", "this",
      "else", "case", "void", "with", "enum", "while", "break", "catch", "throw", "const", "yield", "class", "super",
      "return", "typeof", "delete", "switch", "export", "import", "default", "finally", "extends", "function",
      "continue", "debugger", "package", "private", "interface", "instanceof", "implements", "protected", "public",
      "static");

  /** A bracket that closes nothing, or a text that ends before its bracket. */
  static final class Unbalanced extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private final int index;
    private final boolean atEnd;

    Unbalanced(String message, int index, boolean atEnd) {
      super(message, null, false, false);
      this.index = index;
      this.atEnd = atEnd;
    }

    /** Where in the text. */
    int index() {
      return index;
    }

    /** Whether the end of the text was reached, in contrast to a bracket of another kind. */
    boolean atEnd() {
      return atEnd;
    }
  }

  /** What is open: a closing bracket, a quote or one of the letters above, innermost last. */
  private final StringBuilder open = new StringBuilder();
  /** The text without comments. */
  private final StringBuilder seen = new StringBuilder();
  private boolean regexpStart;
  private boolean escaped;
  private boolean dollar;
  private char last;

  /** The index of a closing bracket that belongs to the text before {@code from}. */
  static int end(String text, int from, char bracket) throws Unbalanced {
    JsBrackets state = new JsBrackets();
    for (int i = from; i < text.length(); i++) {
      if (!state.nesting() && text.charAt(i) == bracket) {
        return i;
      }
      state.add(text.charAt(i), i);
    }
    throw new Unbalanced("The end of the string was reached with no closing bracket found.", text.length(), true);
  }

  /** The state behind a whole text. */
  static JsBrackets of(String text) throws Unbalanced {
    JsBrackets state = new JsBrackets();
    for (int i = 0; i < text.length(); i++) {
      state.add(text.charAt(i), i);
    }
    return state;
  }

  /** Whether a character is one of JavaScript's punctuators. */
  static boolean punctuator(char c) {
    return PUNCTUATORS.indexOf(c) >= 0;
  }

  /** Whether a bracket, a string, a comment or a regular expression is open. */
  boolean nesting() {
    return !open.isEmpty();
  }

  /** Whether a string is open. */
  boolean string() {
    char current = current();
    return current == '\'' || current == '"' || current == '`';
  }

  private boolean comment() {
    char current = current();
    return current == LINE_COMMENT || current == BLOCK_COMMENT;
  }

  private char current() {
    return open.isEmpty() ? '\0' : open.charAt(open.length() - 1);
  }

  private void pop() {
    if (!open.isEmpty()) {
      open.setLength(open.length() - 1);
    }
  }

  /** Takes the next character, which stands at {@code index}. */
  void add(char c, int index) throws Unbalanced {
    final boolean before = comment();
    if (regexpStart) {
      if (c == '/' || c == '*') {
        pop();
      }
      regexpStart = false;
    }
    switch (current()) {
      case LINE_COMMENT -> {
        if (c == '\n') {
          pop();
        }
      }
      case BLOCK_COMMENT -> {
        if (last == '*' && c == '/') {
          pop();
        }
      }
      case '\'', '"' -> quoted(c, current());
      case REGEXP -> quoted(c, '/');
      case '`' -> template(c);
      default -> code(c, index);
    }
    if (!comment() && !before) {
      seen.append(c);
    }
    last = c;
  }

  private void quoted(char c, char quote) {
    if (c == quote && !escaped) {
      pop();
    } else {
      escaped = c == '\\' && !escaped;
    }
  }

  private void template(char c) {
    if (c == '{' && dollar) {
      open.append('}');
    } else if (c == '$' && !escaped) {
      dollar = true;
    } else {
      dollar = false;
      quoted(c, '`');
    }
  }

  private void code(char c, int index) throws Unbalanced {
    char before = seen.isEmpty() ? '\0' : seen.charAt(seen.length() - 1);
    switch (c) {
      case '(' -> open.append(')');
      case '{' -> open.append('}');
      case '[' -> open.append(']');
      case ')', '}', ']' -> {
        if (current() != c) {
          throw new Unbalanced("Mismatched Bracket: " + c, index, false);
        }
        pop();
      }
      case '\'', '"', '`' -> open.append(c);
      case '*' -> {
        if (before == '/') {
          comment(BLOCK_COMMENT);
        }
      }
      case '/' -> {
        if (before == '/') {
          comment(LINE_COMMENT);
        } else if (startsRegexp()) {
          open.append(REGEXP);
          regexpStart = true;
        }
      }
      default -> { }
    }
  }

  private void comment(char kind) {
    seen.setLength(seen.length() - 1);
    open.append(kind);
  }

  /** Whether a slash begins a regular expression, judged by what stands before it. */
  private boolean startsRegexp() {
    int end = seen.length();
    while (end > 0 && Character.isWhitespace(seen.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return true;
    }
    char before = seen.charAt(end - 1);
    if (before == ')') {
      return false;
    }
    if (punctuator(before)) {
      return true;
    }
    int start = end;
    while (start > 0 && (Character.isLetterOrDigit(seen.charAt(start - 1)) || seen.charAt(start - 1) == '_')) {
      start--;
    }
    return BEFORE_REGEXP.contains(seen.substring(start, end));
  }
}
