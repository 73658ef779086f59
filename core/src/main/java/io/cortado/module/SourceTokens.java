package io.cortado.module;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/**
 * The tokens of a JavaScript text, coarse: enough to tell code from strings, templates, comments and regular
 * expressions. A text that does not parse gives tokens as well as it can. Immutable.
 */
final class SourceTokens {
  /** What a token is. A template is one of its own, and the code in it follows as tokens. */
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    TEMPLATE,
    REGEX,
    MARK
  }

  /** After these words a slash starts a regular expression, and a brace an object. */
  private static final Set<String> OPERATORS =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof", "await", "yield",
          "default", "extends");

  private static final Set<String> BLOCK_WORDS = Set.of("else", "do", "try", "finally", "static");
  private static final Set<String> HEADS = Set.of("if", "while", "for", "with");
  private static final int SIZE = 2;

  private final String text;
  private Kind[] kinds = new Kind[100];
  private int[] places = new int[100 * SIZE];
  private int count;
  private int at;

  /** For each open bracket: whether what follows its close is an operand's place (1) or an operator's (0). */
  private final Deque<Character> open = new ArrayDeque<>();

  private final Deque<Boolean> operandAfter = new ArrayDeque<>();
  private boolean operand = true;

  private SourceTokens(String text) {
    this.text = text;
  }

  static SourceTokens of(String text) {
    SourceTokens tokens = new SourceTokens(text);
    tokens.scan();
    return tokens;
  }

  int count() {
    return count;
  }

  /** The kind of a token; a mark beyond the last. */
  Kind kind(int index) {
    return index < 0 || index >= count ? Kind.MARK : kinds[index];
  }

  int start(int index) {
    return index >= count ? text.length() : places[index * SIZE];
  }

  int end(int index) {
    return index < 0 ? 0 : index >= count ? text.length() : places[index * SIZE + 1];
  }

  boolean is(int index, String word) {
    int start = index < 0 || index >= count ? -1 : start(index);
    return start >= 0 && end(index) - start == word.length() && text.startsWith(word, start);
  }

  String text(int index) {
    return index < 0 || index >= count ? "" : text.substring(start(index), end(index));
  }

  private void scan() {
    if (text.startsWith("#!")) {
      at = lineEnd(0);
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c <= ' ' || c == '\u00A0' || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
        at++;
      } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
        at = lineEnd(at);
      } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        token(c);
      }
    }
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < text.length() && "\n\r\u2028\u2029".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private void token(char c) {
    int start = at;
    if (c == '"' || c == '\'') {
      string(c);
      add(Kind.STRING, start, false);
    } else if (c == '`') {
      at++;
      template(start);
    } else if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      number();
      add(Kind.NUMBER, start, false);
    } else if (isWord(c)) {
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      boolean property = count > 0 && is(count - 1, ".");
      String word = text.substring(start, at);
      add(Kind.WORD, start, !property && (OPERATORS.contains(word) || BLOCK_WORDS.contains(word)));
    } else if (c == '/' && operand) {
      regex();
      add(Kind.REGEX, start, false);
    } else {
      mark(c);
    }
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '$' || c == '_' || c == '#'
        || c == '\\' || c > '\u007F' && Character.isUnicodeIdentifierPart(c);
  }

  private void string(char quote) {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        at++;
        return;
      } else if (c == '\n') {
        return;
      }
    }
    at = Math.min(at, text.length());
  }

  private void template(int start) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '`') {
        at++;
        add(Kind.TEMPLATE, start, false);
        return;
      } else if (c == '$' && text.startsWith("${", at)) {
        at += 2;
        add(Kind.TEMPLATE, start, true);
        open.push('`');
        operandAfter.push(false);
        return;
      }
      at++;
    }
    at = text.length();
  }

  private void number() {
    boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean sign = (c == '+' || c == '-') && !hex && "eE".indexOf(text.charAt(at - 1)) >= 0;
      if (!sign && c != '.' && !isWord(c)) {
        return;
      }
      at++;
    }
  }

  private void regex() {
    boolean set = false;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\n') {
        return;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        at++;
        break;
      }
    }
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    at = Math.min(at, text.length());
  }

  private void mark(char c) {
    int start = at++;
    switch (c) {
      case '(' -> {
        boolean head = HEADS.contains(text(count - 1)) && !is(count - 2, ".") || is(count - 1, "await") && is(count - 2, "for");
        open(c, head);
        add(Kind.MARK, start, true);
      }
      case '[' -> {
        open(c, false);
        add(Kind.MARK, start, true);
      }
      case '{' -> {
        open(c, startsBlock());
        add(Kind.MARK, start, true);
      }
      case ')', ']', '}' -> close(c, start);
      case '.' -> {
        if (text.startsWith("..", at)) {
          at += 2;
        }
        add(Kind.MARK, start, true);
      }
      case '+', '-' -> {
        boolean twice = at < text.length() && text.charAt(at) == c;
        at += twice ? 1 : 0;
        add(Kind.MARK, start, !twice || operand);
      }
      default -> {
        while (at < text.length() && (c == '=' || c == '!' || c == '<' || c == '>' || c == '&' || c == '|' || c == '?')
            && "=>&|?".indexOf(text.charAt(at)) >= 0) {
          at++;
        }
        add(Kind.MARK, start, true);
      }
    }
  }

  private boolean startsBlock() {
    if (count == 0) {
      return true;
    }
    int last = count - 1;
    if (kind(last) == Kind.WORD) {
      return !OPERATORS.contains(text(last)) || is(last - 1, ".");
    }
    return is(last, ")") || is(last, ";") || is(last, "{") || is(last, "=>") || is(last, "}") && operand;
  }

  private void open(char bracket, boolean operandFollowsClose) {
    open.push(bracket);
    operandAfter.push(operandFollowsClose);
  }

  private void close(char c, int start) {
    boolean next = !operandAfter.isEmpty() && operandAfter.pop();
    char opened = open.isEmpty() ? ' ' : open.pop();
    if (c == '}' && opened == '`') {
      template(start);
      return;
    }
    add(Kind.MARK, start, next);
  }

  private void add(Kind kind, int start, boolean operandFollows) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      places = Arrays.copyOf(places, count * 2 * SIZE);
    }
    at = Math.min(at, text.length());
    kinds[count] = kind;
    places[count * SIZE] = start;
    places[count * SIZE + 1] = at;
    count++;
    operand = operandFollows;
  }

  /** What a string literal stands for, or null where it holds an escape that no text has. */
  static String unquoted(String literal) {
    StringBuilder value = new StringBuilder();
    int end = literal.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = literal.charAt(i);
      if (c != '\\' || i + 1 >= end) {
        value.append(c);
        continue;
      }
      i = escape(literal, i + 1, value);
    }
    return value.toString();
  }

  /** Appends what the escape whose letter stands at {@code i} means; returns its last index. */
  private static int escape(String text, int i, StringBuilder value) {
    char c = text.charAt(i);
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    int from = i + 1;
    int last = i + digits;
    if (c == 'u' && text.startsWith("{", from)) {
      last = Math.max(text.indexOf('}', from), from);
      value.appendCodePoint(hex(text.substring(from + 1, last)));
      return last;
    }
    if (digits > 0 && last < text.length()) {
      value.appendCodePoint(hex(text.substring(from, last + 1)));
      return last;
    }
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'v' -> value.append('\u000B');
      case '0' -> value.append('\0');
      case '\n' -> { }
      default -> value.append(c);
    }
    return i;
  }

  private static int hex(String digits) {
    try {
      int code = Integer.parseInt(digits, 16);
      return Character.isValidCodePoint(code) ? code : 0xFFFD;
    } catch (NumberFormatException e) {
      return 0xFFFD;
    }
  }
}
