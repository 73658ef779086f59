package io.cortado.views.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Cuts JavaScript into names, literals and punctuators, well enough to see which names a program uses. It never
 * fails: what it cannot read is passed over, and the JavaScript parser reports it later. Any thread.
 */
final class JsTokens {
  /** What a token is; literals are strings, numbers, regular expressions and the text parts of templates. */
  enum Kind { NAME, LITERAL, PUNCTUATOR, END }

  private static final Set<String> RESERVED = Set.of(
      "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else",
      "enum", "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new",
      "null", "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
      "let", "arguments", "eval");
  private static final Set<String> VALUE_WORDS = Set.of("this", "super", "null", "true", "false", "arguments");

  private final String source;
  private final Deque<Boolean> braces;
  private int position;
  private int start;
  private String text = "";
  private Kind kind = Kind.END;
  private boolean newlineBefore;
  private boolean closesTemplate;
  private int lineComment = -1;
  private boolean valueBefore;

  JsTokens(String source) {
    this(source, new ArrayDeque<>());
  }

  private JsTokens(String source, Deque<Boolean> braces) {
    this.source = source;
    this.braces = braces;
  }

  static boolean reserved(String name) {
    return RESERVED.contains(name);
  }

  /** An independent reader that goes on from the current token. */
  JsTokens fork() {
    JsTokens copy = new JsTokens(source, new ArrayDeque<>(braces));
    copy.position = position;
    copy.text = text;
    copy.kind = kind;
    copy.valueBefore = valueBefore;
    return copy;
  }

  Kind kind() {
    return kind;
  }

  String text() {
    return text;
  }

  /** Whether the current token is the brace that leads from an expression back to the text of a template. */
  boolean closesTemplate() {
    return closesTemplate;
  }

  /** Where the first comment to the end of a line that was passed begins, or -1. */
  int lineComment() {
    return lineComment;
  }

  /** Where the current token begins. */
  int start() {
    return start;
  }

  /** Whether a line break stands between this token and the one before it. */
  boolean newlineBefore() {
    return newlineBefore;
  }

  /** Whether the next token is this punctuator of one character. */
  boolean peekIs(String punctuator) {
    int saved = position;
    boolean line = newlineBefore;
    skipBlanks();
    boolean found = source.startsWith(punctuator, position);
    position = saved;
    newlineBefore = line;
    return found;
  }

  /** Reads the next token; false at the end. */
  boolean next() {
    skipBlanks();
    start = position;
    closesTemplate = false;
    if (position >= source.length()) {
      kind = Kind.END;
      text = "";
      return false;
    }
    char c = source.charAt(position);
    if (Character.isJavaIdentifierStart(c) || c == '\\') {
      while (position < source.length() && (Character.isJavaIdentifierPart(source.charAt(position)) || source.charAt(position) == '\\')) {
        position++;
      }
      text = source.substring(start, position);
      kind = Kind.NAME;
      valueBefore = !RESERVED.contains(text) || VALUE_WORDS.contains(text);
    } else if (c >= '0' && c <= '9' || c == '.' && digitAt(position + 1)) {
      number();
      literal();
    } else if (c == '"' || c == '\'') {
      quoted(c);
      literal();
    } else if (c == '`') {
      position++;
      template();
      literal();
    } else if (c == '/' && !valueBefore) {
      regularExpression();
      literal();
    } else if (c == '}' && !braces.isEmpty() && braces.pop()) {
      position++;
      template();
      closesTemplate = true;
      text = "}";
      kind = Kind.PUNCTUATOR;
      valueBefore = !templateOpen();
    } else {
      punctuator(c);
    }
    return true;
  }

  private boolean templateOpen() {
    return !braces.isEmpty() && braces.peek() && source.charAt(position - 1) == '{';
  }

  private boolean digitAt(int at) {
    return at < source.length() && Character.isDigit(source.charAt(at));
  }

  private void literal() {
    text = source.substring(start, Math.min(start + 1, source.length()));
    kind = Kind.LITERAL;
    valueBefore = !templateOpen();
  }

  private void punctuator(char c) {
    kind = Kind.PUNCTUATOR;
    text = source.startsWith("=>", position) ? "=>" : source.startsWith("...", position) ? "..."
        : source.startsWith("?.", position) && !digitAt(position + 2) ? "?."
        : source.startsWith("==", position) ? "==" : String.valueOf(c);
    position += text.length();
    if (c == '{') {
      braces.push(false);
    }
    valueBefore = c == ')' || c == ']' || c == '}';
  }

  private void number() {
    while (position < source.length()) {
      char c = source.charAt(position);
      boolean exponent = (c == '+' || c == '-') && "eE".indexOf(source.charAt(position - 1)) >= 0;
      if (!Character.isJavaIdentifierPart(c) && c != '.' && !exponent) {
        return;
      }
      position++;
    }
  }

  private void quoted(char quote) {
    position++;
    while (position < source.length() && source.charAt(position) != quote && source.charAt(position) != '\n') {
      position += source.charAt(position) == '\\' ? 2 : 1;
    }
    position = Math.min(position + 1, source.length());
  }

  /** Reads template text up to its end or to an opening brace of an expression, whose tokens then follow. */
  private void template() {
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == '\\') {
        position = Math.min(position + 1, source.length());
      } else if (c == '`') {
        return;
      } else if (c == '$' && position < source.length() && source.charAt(position) == '{') {
        position++;
        braces.push(true);
        return;
      }
    }
  }

  private void regularExpression() {
    boolean set = false;
    position++;
    while (position < source.length() && source.charAt(position) != '\n') {
      char c = source.charAt(position++);
      if (c == '\\') {
        position++;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        break;
      }
    }
    position = Math.min(position, source.length());
    while (position < source.length() && Character.isLetter(source.charAt(position))) {
      position++;
    }
  }

  private void skipBlanks() {
    newlineBefore = false;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '\n') {
        newlineBefore = true;
        position++;
      } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
        position++;
      } else if (source.startsWith("//", position)) {
        lineComment = lineComment < 0 ? position : lineComment;
        int end = source.indexOf('\n', position);
        position = end < 0 ? source.length() : end;
      } else if (source.startsWith("/*", position)) {
        int end = source.indexOf("*/", position + 2);
        position = end < 0 ? source.length() : end + 2;
      } else {
        return;
      }
    }
  }
}
