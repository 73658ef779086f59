package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads attributes: names, and values that end where an expression is whole. Runs on the loop. */
final class PugAttributeLexer {
  private static final Pattern BLOCK = Pattern.compile("&attributes\\b");

  private final PugCursor cursor;
  private String text = "";
  private int at;

  PugAttributeLexer(PugCursor cursor) {
    this.cursor = cursor;
  }

  /** {@code &attributes(…)}. */
  boolean block() {
    Matcher matcher = cursor.match(BLOCK);
    if (matcher == null) {
      return false;
    }
    Place place = cursor.place();
    cursor.consume(matcher.group().length());
    cursor.right(matcher.group().length());
    int end = cursor.closing(0);
    cursor.add(PugToken.of(Kind.ATTRIBUTES_BLOCK, cursor.rest().substring(1, end), place));
    cursor.consume(end + 1);
    cursor.right(end + 1);
    return true;
  }

  /** All attributes between parentheses. */
  boolean list() {
    if (cursor.next() != '(') {
      return false;
    }
    final Place place = cursor.place();
    int end = cursor.closing(0);
    text = cursor.rest().substring(1, end);
    at = 0;
    cursor.right(1);
    cursor.add(PugToken.of(Kind.START_ATTRIBUTES, null, place));
    checkNesting();
    cursor.consume(end + 1);
    while (at < text.length()) {
      attribute();
    }
    cursor.add(Kind.END_ATTRIBUTES);
    cursor.right(1);
    return true;
  }

  private void checkNesting() {
    try {
      if (!JsBrackets.of(text).nesting()) {
        return;
      }
    } catch (JsBrackets.Unbalanced e) {
      throw new PugFailure("CHARACTER_PARSER:MISMATCHED_BRACKET", String.valueOf(e.getMessage()), null, 0, 0);
    }
    throw cursor.error("INCORRECT_NESTING", "Nesting must match on expression `" + text + "`");
  }

  private static boolean white(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }

  private void skipWhite() {
    while (at < text.length() && white(text.charAt(at))) {
      cursor.over(text.charAt(at++));
    }
  }

  private void attribute() {
    skipWhite();
    if (at == text.length()) {
      return;
    }
    final Place place = cursor.place();
    final String name = name();
    int before = at;
    boolean unescaped = operator();
    String value = at > before ? value() : null;
    cursor.add(new PugToken(Kind.ATTRIBUTE, name, value == null || value.isEmpty() ? null : value, null, false,
        !unescaped, place.line(), place.column()));
    skipWhite();
    if (at < text.length() && text.charAt(at) == ',') {
      cursor.right(1);
      at++;
    }
  }

  private String name() {
    char quote = text.charAt(at) == '"' || text.charAt(at) == '\'' ? text.charAt(at) : '\0';
    if (quote != '\0') {
      cursor.right(1);
      at++;
    }
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote != '\0' ? c == quote : white(c) || c == '!' || c == '=' || c == ',') {
        break;
      }
      cursor.over(c);
      at++;
    }
    String name = text.substring(start, at);
    if (quote != '\0' && at < text.length()) {
      cursor.right(1);
      at++;
    }
    return name;
  }

  /** Moves behind an equals sign, if one follows; tells whether an exclamation mark stands before it. */
  private boolean operator() {
    int i = at;
    int line = cursor.place().line();
    int column = cursor.column();
    for (; i < text.length() && white(text.charAt(i)); i++) {
      boolean newline = text.charAt(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    if (i == text.length()) {
      return false;
    }
    boolean unescaped = text.charAt(i) == '!';
    if (unescaped) {
      column++;
      i++;
      if (i == text.length() || text.charAt(i) != '=') {
        throw unexpected(i == text.length() ? "undefined" : text.substring(i, i + 1));
      }
    }
    if (text.charAt(i) != '=') {
      if (i == at && text.charAt(i) != ',') {
        throw unexpected(text.substring(i, i + 1));
      }
      return false;
    }
    cursor.place(line, column + 1);
    at = i + 1;
    return unescaped;
  }

  private PugFailure unexpected(String character) {
    return cursor.error("INVALID_KEY_CHARACTER", "Unexpected character " + character + " expected `=`");
  }

  private @Nullable String value() {
    skipWhite();
    int start = at;
    JsBrackets state = new JsBrackets();
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!state.nesting() && (white(c) ? endsBefore(start) : c == ',' && cursor.expression(text.substring(start, at)))) {
        break;
      }
      try {
        state.add(c, at);
      } catch (JsBrackets.Unbalanced e) {
        throw new PugFailure("CHARACTER_PARSER:MISMATCHED_BRACKET", String.valueOf(e.getMessage()), null, 0, 0);
      }
    }
    String value = text.substring(start, at);
    cursor.checkExpression(value);
    for (int i = 0; i < value.length(); i++) {
      cursor.over(value.charAt(i));
    }
    return value;
  }

  /** Whether the value ends at the white space here: nothing follows, or what follows cannot go on with it. */
  private boolean endsBefore(int start) {
    int next = at;
    while (next < text.length() && white(text.charAt(next))) {
      next++;
    }
    if (next == text.length()) {
      return true;
    }
    char c = text.charAt(next);
    boolean goesOn = JsBrackets.punctuator(c) && c != ':' && !text.startsWith("...", next);
    return !goesOn && cursor.expression(text.substring(start, at));
  }
}
