package io.cortado.typescript;

/**
 * The token at hand and those after it. What a slash begins, and how many of {@code >>>=} are one, the grammar knows and asks
 * for: without that a slash is a mark, and each {@code >} its own. One thread.
 */
final class Tokens {
  /** What a token is. A template's start is a mark. */
  enum Kind { NAME, NUMBER, STRING, REGEX, MARK, END }

  /** Where a reader may return to. */
  record Place(Kind kind, int start, int end, int last, boolean onNewLine, int erased) {}

  private static final String[] MARKS = {
    "...", "=>", "===", "!==", "==", "!=", "**=", "**", "*=", "+=", "-=", "/=", "%=", "&&=", "||=", "??=", "&&", "||", "??",
    "?.", "&=", "|=", "^=", "<<=", "<<", "<=", "++", "--",
  };

  private static final String[] GREATER = {">>>=", ">>>", ">>=", ">>", ">="};

  private final String text;
  private final Erasure erased;
  private Kind kind = Kind.MARK;
  private int start;
  private int end;
  private int last;
  private boolean onNewLine;

  Tokens(String text) {
    this.text = text;
    this.erased = new Erasure(text);
    if (text.startsWith("#!")) {
      end = lineEnd(0);
    }
    next();
    last = 0;
  }

  Erasure erased() {
    return erased;
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Where the token before this one ended. */
  int last() {
    return last;
  }

  boolean onNewLine() {
    return onNewLine;
  }

  boolean atEnd() {
    return kind == Kind.END;
  }

  boolean is(String what) {
    return kind != Kind.STRING && end - start == what.length() && text.startsWith(what, start) && kind != Kind.END;
  }

  boolean isAny(String... words) {
    for (String word : words) {
      if (is(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the token before this one is one of those words. */
  boolean follows(String... words) {
    for (String word : words) {
      if (text.startsWith(word, last - word.length())) {
        return true;
      }
    }
    return false;
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  String shown() {
    return text.substring(start, end);
  }

  /** Goes on if this token is that one. */
  boolean take(String what) {
    boolean here = is(what);
    if (here) {
      next();
    }
    return here;
  }

  void need(String what) {
    if (!take(what)) {
      throw unexpected("Expected '" + what + "', got '" + (atEnd() ? "<eof>" : shown()) + "'");
    }
  }

  TypeScriptException unexpected() {
    return unexpected(atEnd() ? "Unexpected eof" : "Unexpected token `" + shown() + "`");
  }

  TypeScriptException unexpected(String message) {
    return new TypeScriptException(TypeScriptException.INVALID, message, start, end);
  }

  Place place() {
    return new Place(kind, start, end, last, onNewLine, erased.mark());
  }

  void back(Place place) {
    kind = place.kind;
    start = place.start;
    end = place.end;
    last = place.last;
    onNewLine = place.onNewLine;
    erased.truncate(place.erased);
  }

  /** Whether there is a line's end between two places. */
  boolean spansLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isLineEnd(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  void next() {
    last = end;
    onNewLine = false;
    int at = end;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isLineEnd(c)) {
        onNewLine = true;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\uFEFF' || c > 127 && Character.isSpaceChar(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = lineEnd(at);
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        int after = close < 0 ? text.length() : close + 2;
        onNewLine |= spansLines(at, after);
        at = after;
      } else {
        break;
      }
    }
    start = at;
    if (at == text.length()) {
      kind = Kind.END;
      end = at;
    } else {
      token(text.charAt(at));
    }
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < text.length() && !isLineEnd(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private void token(char c) {
    if (isWord(c) && !isDigit(c)) {
      kind = Kind.NAME;
      end = wordEnd(start);
    } else if (isDigit(c) || c == '.' && isDigit(charAt(start + 1))) {
      kind = Kind.NUMBER;
      end = numberEnd();
    } else if (c == '"' || c == '\'') {
      kind = Kind.STRING;
      end = stringEnd(c);
    } else {
      kind = Kind.MARK;
      end = start + 1;
      boolean optional = c == '?' && charAt(start + 1) == '.' && isDigit(charAt(start + 2));
      for (String mark : MARKS) {
        if (mark.charAt(0) == c && text.startsWith(mark, start) && !optional) {
          end = start + mark.length();
          return;
        }
      }
    }
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : ' ';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '$' || c == '_' || c == '#' || c == '\\'
        || c > 127 && (Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c));
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < text.length() && isWord(text.charAt(i))) {
      i += text.charAt(i) == '\\' && charAt(i + 2) == '{' ? Math.max(text.indexOf('}', i) - i, 1) + 1 : 1;
    }
    return i;
  }

  private int numberEnd() {
    boolean prefixed = text.charAt(start) == '0' && Character.isLetter(charAt(start + 1));
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean sign = (c == '+' || c == '-') && !prefixed && i > start && "eE".indexOf(text.charAt(i - 1)) >= 0;
      if (!sign && c != '.' && !isWord(c)) {
        break;
      }
      i++;
    }
    return i;
  }

  private int stringEnd(char quote) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      } else if (c == '\n') {
        break;
      } else if (c == '\\') {
        i += charAt(i + 1) == '\r' && charAt(i + 2) == '\n' ? 2 : 1;
      }
    }
    throw new TypeScriptException(TypeScriptException.INVALID, "Unterminated string constant", start, lineEnd(start));
  }

  /** Reads the slash at hand as the start of a regular expression. */
  void regex() {
    boolean set = false;
    for (int i = start + 1; i < text.length() && !isLineEnd(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        kind = Kind.REGEX;
        end = wordEnd(i + 1);
        return;
      }
    }
    throw new TypeScriptException(TypeScriptException.INVALID, "Unterminated regexp literal", start, lineEnd(start));
  }

  /** Reads the {@code >} at hand as the whole of its operator. */
  void greater() {
    for (String mark : GREATER) {
      if (text.startsWith(mark, start)) {
        end = start + mark.length();
        return;
      }
    }
  }

  /** Reads the {@code <<} at hand as two. */
  void less() {
    end = start + 1;
  }

  /**
   * From the start of a template, or the brace that closes an expression in it, to the next expression or behind the template.
   *
   * @return whether an expression follows
   */
  boolean template() {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '`') {
        end = i + 1;
        next();
        return false;
      } else if (c == '$' && charAt(i + 1) == '{') {
        end = i + 2;
        next();
        return true;
      }
    }
    throw new TypeScriptException(TypeScriptException.INVALID, "Unterminated template", start, text.length());
  }

  /** From an opening bracket behind the one that closes it. */
  void skipBrackets() {
    int depth = 0;
    do {
      if (isAny("(", "[", "{")) {
        depth++;
      } else if (isAny(")", "]", "}")) {
        depth--;
      } else if (atEnd()) {
        throw unexpected();
      } else if (is("`")) {
        skipTemplate();
        continue;
      }
      next();
    } while (depth > 0);
  }

  /** Behind a template; what stands in its expressions is not looked at. */
  void skipTemplate() {
    boolean more = template();
    while (more) {
      while (!is("}")) {
        if (atEnd()) {
          throw unexpected();
        } else if (is("{")) {
          skipBrackets();
        } else if (is("`")) {
          skipTemplate();
        } else {
          next();
        }
      }
      more = template();
    }
  }
}
