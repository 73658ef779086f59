package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the lexer stands in a template, and the tokens it has found so far. Runs on the loop. */
final class PugCursor {
  private static final Pattern LEAD = Pattern.compile(" +");
  private static final Pattern LINE_END = Pattern.compile("[ \\t]*(?=\\n|\\z)");

  private final PugSyntax syntax;
  private final @Nullable String file;
  private final String original;
  private final boolean interpolated;
  private final List<PugToken> tokens = new ArrayList<>();
  private String input;
  private int at;
  private int line;
  private int column;
  private boolean ended;
  private boolean interpolationAllowed = true;

  /** At the beginning of a template. */
  PugCursor(String source, @Nullable String file, PugSyntax syntax) {
    this(source, file, syntax, false, new Place(1, 1));
  }

  private PugCursor(String source, @Nullable String file, PugSyntax syntax, boolean interpolated, Place start) {
    this.syntax = syntax;
    this.file = file;
    this.interpolated = interpolated;
    String plain = source.startsWith("\ufeff") ? source.substring(1) : source;
    input = plain.replace("\r\n", "\n").replace('\r', '\n');
    original = input;
    line = start.line();
    column = start.column();
  }

  /** A cursor for the tag in {@code #[…]}, whose text begins here. */
  PugCursor inner(String text) {
    return new PugCursor(text, file, syntax, true, place());
  }

  /** Whether this is the text of a {@code #[…]}. */
  boolean interpolated() {
    return interpolated;
  }

  boolean interpolationAllowed() {
    return interpolationAllowed;
  }

  void allowInterpolation(boolean allowed) {
    interpolationAllowed = allowed;
  }

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  List<PugToken> tokens() {
    return tokens;
  }

  void add(PugToken token) {
    tokens.add(token);
  }

  void add(Kind type) {
    tokens.add(PugToken.of(type, null, place()));
  }

  Place place() {
    return new Place(line, column);
  }

  int column() {
    return column;
  }

  void column(int value) {
    column = value;
  }

  void place(int newLine, int newColumn) {
    line = newLine;
    column = newColumn;
  }

  void right(int columns) {
    column += columns;
  }

  void down(int lines) {
    if (lines > 0) {
      line += lines;
      column = 1;
    }
  }

  /** Moves over one character of text. */
  void over(char c) {
    if (c == '\n') {
      down(1);
    } else {
      right(1);
    }
  }

  /** What has not been read yet. */
  String rest() {
    return input.substring(at);
  }

  /** Goes on with this text. */
  void rest(String text) {
    input = text;
    at = 0;
  }

  boolean empty() {
    return at >= input.length();
  }

  /** The next character, NUL at the end. */
  char next() {
    return peek(0);
  }

  char peek(int offset) {
    return at + offset < input.length() ? input.charAt(at + offset) : '\0';
  }

  void consume(int length) {
    at = Math.min(at + length, input.length());
  }

  /** A match that begins here, or null. */
  @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(input).region(at, input.length());
    return matcher.lookingAt() ? matcher : null;
  }

  /** A match that begins here or later, or null. */
  @Nullable Matcher find(Pattern pattern) {
    Matcher matcher = pattern.matcher(input).region(at, input.length());
    return matcher.find() ? matcher : null;
  }

  /** Consumes a match and moves over all of it but its first group, of which a token is made. */
  @Nullable PugToken scan(Pattern pattern, Kind type) {
    Matcher matcher = match(pattern);
    if (matcher == null) {
      return null;
    }
    String value = matcher.groupCount() > 0 ? matcher.group(1) : null;
    PugToken token = PugToken.of(type, value, place());
    consume(matcher.group().length());
    right(matcher.group().length() - (value == null ? 0 : value.length()));
    return token;
  }

  /** Consumes a match that a line end or a colon follows, and moves over it. */
  @Nullable PugToken scanLine(Pattern pattern, Kind type) {
    Matcher matcher = match(pattern);
    if (matcher == null) {
      return null;
    }
    int length = matcher.group().length();
    Matcher lead = LEAD.matcher(matcher.group());
    int blanks = lead.lookingAt() ? lead.end() : 0;
    right(blanks);
    Matcher end = LINE_END.matcher(input).region(at + length, input.length());
    boolean last = end.lookingAt();
    if (peek(length) != ':' && !last) {
      return null;
    }
    consume(length);
    if (next() != ':') {
      consume(end.group().length());
    }
    PugToken token = PugToken.of(type, matcher.groupCount() > 0 ? matcher.group(1) : null, place());
    right(length - blanks);
    return token;
  }

  /** The index, from here, of the bracket that closes the one at {@code skip}. */
  int closing(int skip) {
    char start = peek(skip);
    if (start != '(' && start != '{' && start != '[') {
      throw new PugFailure("ERR_ASSERTION", "The start character should be \"(\", \"{\" or \"[\"", file, 0, 0);
    }
    char end = start == '(' ? ')' : start == '{' ? '}' : ']';
    String text = rest();
    try {
      return JsBrackets.end(text, skip + 1, end);
    } catch (JsBrackets.Unbalanced e) {
      int index = e.index();
      int newline = text.indexOf('\n', skip);
      int from = 0;
      while (newline >= 0 && index > newline - from) {
        down(1);
        index -= newline - from + 1;
        from = newline + 1;
        newline = text.indexOf('\n', from);
      }
      right(index);
      throw e.atEnd() ? error("NO_END_BRACKET", "The end of the string reached with no closing bracket " + end + " found.")
          : error("BRACKET_MISMATCH", String.valueOf(e.getMessage()));
    }
  }

  /** An error at this place. */
  PugFailure error(String code, String message) {
    return new PugFailure("PUG:" + code, message, file, line, column, original);
  }

  /** An error where a bracket is missing or wrong, {@code offset} columns from here. */
  PugFailure unbalanced(JsBrackets.Unbalanced e, int offset) {
    right(offset + e.index());
    return e.atEnd()
        ? error("NO_END_BRACKET", "End of line was reached with no closing bracket for interpolation.")
        : error("BRACKET_MISMATCH", String.valueOf(e.getMessage()));
  }

  boolean expression(String code) {
    return syntax.fault(code) == null;
  }

  /** Throws where a text that begins here is no expression. */
  void checkExpression(String code) {
    PugSyntax.Fault fault = syntax.fault(code);
    if (fault != null) {
      down(fault.line());
      right(fault.column());
      throw error("SYNTAX_ERROR", "Syntax Error: " + fault.message());
    }
  }
}
