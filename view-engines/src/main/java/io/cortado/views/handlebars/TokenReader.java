package io.cortado.views.handlebars;

import com.github.jknack.handlebars.internal.HbsLexer;
import com.github.jknack.handlebars.internal.antlr.CharStreams;
import com.github.jknack.handlebars.internal.antlr.Token;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens of Handlebars.java's lexer, one ahead, with places as handlebars.js counts them. Any thread. */
final class TokenReader {
  /** Where the lexer is known to differ: escapes, raw blocks, tildes at comments, other delimiters. */
  private static final Pattern DIFFERENT =
      Pattern.compile("\\\\\\{\\{|\\{\\{\\{\\{|\\{\\{~!|--~}}|\\{\\{~?=|\\r(?!\\n)");

  private final String source;
  private final List<? extends Token> tokens;
  private final int[] lines;
  private final int @Nullable [] chars;
  private int at;

  TokenReader(String source) {
    if (DIFFERENT.matcher(source).find()) {
      throw new Unsure("not the lexer's language");
    }
    this.source = source;
    HbsLexer lexer = new HbsLexer(CharStreams.fromString(source), "{{", "}}");
    lexer.removeErrorListeners();
    lexer.addErrorListener(new Refusal());
    tokens = lexer.getAllTokens();
    chars = source.codePointCount(0, source.length()) == source.length() ? null : charIndexes(source);
    lines = source.chars().filter(c -> c == '\n').count() == 0 ? new int[] {0} : lineStarts(source);
  }

  /** The lexer counts characters beyond the basic plane once, strings and handlebars.js count them twice. */
  private static int[] charIndexes(String source) {
    int[] indexes = new int[source.codePointCount(0, source.length()) + 1];
    for (int i = 1; i < indexes.length; i++) {
      indexes[i] = indexes[i - 1] + Character.charCount(source.codePointAt(indexes[i - 1]));
    }
    return indexes;
  }

  private int start(int token) {
    int index = tokens.get(token).getStartIndex();
    return chars == null ? index : chars[index];
  }

  private int end(int token) {
    int index = tokens.get(token).getStopIndex() + 1;
    return chars == null ? index : chars[index];
  }

  private static int[] lineStarts(String source) {
    int[] starts = new int[(int) source.chars().filter(c -> c == '\n').count() + 1];
    int line = 1;
    for (int i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) {
      starts[line++] = i + 1;
    }
    return starts;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  /** The type of the next token, or -1 at the end. */
  int type() {
    return atEnd() ? -1 : tokens.get(at).getType();
  }

  /** The type of the token after the next, or -1. */
  int typeAfter() {
    return at + 1 < tokens.size() ? tokens.get(at + 1).getType() : -1;
  }

  String text() {
    if (atEnd()) {
      throw new Unsure("unexpected end");
    }
    return source.substring(start(at), end(at));
  }

  /** Whether the next token touches the one before it. */
  boolean touches() {
    return at > 0 && !atEnd() && end(at - 1) == start(at);
  }

  /** The place of the next token. */
  Loc loc() {
    if (atEnd()) {
      throw new Unsure("unexpected end");
    }
    int start = line(start(at));
    int end = line(end(at));
    return new Loc(start + 1, start(at) - lines[start], end + 1, end(at) - lines[end]);
  }

  private int line(int index) {
    int found = java.util.Arrays.binarySearch(lines, index);
    return found >= 0 ? found : -found - 2;
  }

  /** Takes the next token and gives its text. */
  String take() {
    String text = text();
    at++;
    return text;
  }

  /** Takes the next token, which must be of this type. */
  String take(int type) {
    if (type() != type) {
      throw new Unsure("unexpected token");
    }
    return take();
  }
}
