package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a template into tokens. Runs on the loop. */
final class PugLexer {
  private static final Pattern COMMENT = Pattern.compile("//(-)?([^\\n]*)");
  private static final Pattern TAG = Pattern.compile("\\w(?:[-:\\w]*\\w)?");
  private static final Pattern FILTER = Pattern.compile(":([\\w\\-]+)");
  private static final Pattern ID = Pattern.compile("#([\\w-]+)");
  private static final Pattern CLASS =
      Pattern.compile("\\.([_a-z0-9\\-]*[_a-z][_a-z0-9\\-]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER_CLASS = Pattern.compile("\\.[_a-z0-9\\-]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern OFFENDER = Pattern.compile("[#.](.[^ \\t(#.:]*)");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern CODE = Pattern.compile("(!?=|-)[ \\t]*([^\\n]+)");
  private static final Pattern DASH = Pattern.compile("-");
  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern COLON = Pattern.compile(": +");
  private static final Pattern CALL = Pattern.compile("\\+(\\s*)(?:([-\\w]+)|#\\{)");
  private static final Pattern OPEN = Pattern.compile(" *\\(");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s*[-\\w]+ *=");

  private final PugCursor cursor;
  private final PugTextLexer texts;
  private final PugIndentation indentation;
  private final PugAttributeLexer attributes;
  private final PugStatementLexer statements;

  /** Reads on from a cursor. */
  PugLexer(PugCursor cursor) {
    this.cursor = cursor;
    texts = new PugTextLexer(cursor);
    indentation = new PugIndentation(cursor, texts);
    attributes = new PugAttributeLexer(cursor);
    statements = new PugStatementLexer(cursor, this);
  }

  /** The tokens of a template. */
  static List<PugToken> tokens(String source, @Nullable String file, PugSyntax syntax) {
    PugCursor cursor = new PugCursor(source, file, syntax);
    new PugLexer(cursor).run();
    return cursor.tokens();
  }

  /** Reads to the end of the template, or of the tag in brackets. */
  void run() {
    while (!cursor.ended()) {
      if (!advance()) {
        throw unexpected();
      }
    }
  }

  /** An error for text that is nothing pug knows. */
  PugFailure unexpected() {
    String rest = cursor.rest();
    return cursor.error("UNEXPECTED_TEXT", "unexpected text \"" + rest.substring(0, Math.min(5, rest.length())) + '"');
  }

  private boolean advance() {
    return indentation.blank() || indentation.end() || endOfBrackets() || statements.first() || interpolation()
        || statements.second() || call() || statements.third() || tag() || filter(false) || blockCode() || code()
        || id() || dot() || className() || attributes.list() || attributes.block() || indentation.line()
        || texts.text() || texts.html() || comment() || punctuation();
  }

  private boolean endOfBrackets() {
    if (!cursor.interpolated() || cursor.next() != ']') {
      return false;
    }
    cursor.consume(1);
    cursor.end();
    return true;
  }

  private boolean interpolation() {
    if (cursor.next() != '#' || cursor.peek(1) != '{') {
      return false;
    }
    int end = cursor.closing(1);
    String code = cursor.rest().substring(2, end);
    cursor.consume(end + 1);
    cursor.add(PugToken.of(Kind.INTERPOLATION, code, cursor.place()));
    cursor.right(2);
    cursor.checkExpression(code);
    int newline = code.lastIndexOf('\n');
    cursor.down((int) code.chars().filter(c -> c == '\n').count());
    cursor.right(code.length() - newline);
    return true;
  }

  private boolean tag() {
    Matcher matcher = cursor.match(TAG);
    if (matcher == null) {
      return false;
    }
    cursor.add(PugToken.of(Kind.TAG, matcher.group(), cursor.place()));
    cursor.consume(matcher.group().length());
    cursor.right(matcher.group().length());
    return true;
  }

  /** A filter, which in an include has no text of its own. */
  boolean filter(boolean included) {
    if (!named(FILTER, Kind.FILTER)) {
      return false;
    }
    attributes.list();
    if (!included) {
      cursor.allowInterpolation(false);
      indentation.textBlock();
    }
    return true;
  }

  private boolean named(Pattern pattern, Kind type) {
    PugToken token = cursor.scan(pattern, type);
    if (token == null) {
      return false;
    }
    cursor.add(token);
    cursor.right(token.value().length());
    return true;
  }

  private boolean id() {
    if (named(ID, Kind.ID)) {
      return true;
    }
    if (cursor.next() == '#') {
      throw cursor.error("INVALID_ID", '"' + offender() + "\" is not a valid ID.");
    }
    return false;
  }

  private String offender() {
    Matcher matcher = cursor.match(OFFENDER);
    return matcher == null ? "" : matcher.group(1);
  }

  private boolean className() {
    if (named(CLASS, Kind.CLASS)) {
      return true;
    }
    if (cursor.next() != '.') {
      return false;
    }
    throw cursor.error("INVALID_CLASS_NAME", cursor.match(NUMBER_CLASS) != null
        ? "Class names must contain at least one letter or underscore."
        : '"' + offender() + "\" is not a valid class name.  Class names can only contain \"_\", \"-\", a-z and 0-9, and"
            + " must contain at least one of \"_\", or a-z");
  }

  private boolean dot() {
    return textBelow(DOT, Kind.DOT);
  }

  private boolean textBelow(Pattern pattern, Kind type) {
    PugToken token = cursor.scanLine(pattern, type);
    if (token == null) {
      return false;
    }
    cursor.add(token);
    if (type == Kind.BLOCKCODE) {
      cursor.allowInterpolation(false);
    }
    indentation.textBlock();
    return true;
  }

  private boolean blockCode() {
    return textBelow(DASH, Kind.BLOCKCODE);
  }

  private boolean code() {
    Matcher matcher = cursor.match(CODE);
    if (matcher == null) {
      return false;
    }
    String flags = matcher.group(1);
    String code = matcher.group(2);
    int lead = matcher.group().length() - code.length();
    if (cursor.interpolated()) {
      try {
        code = code.substring(0, JsBrackets.end(code, 0, ']'));
      } catch (JsBrackets.Unbalanced e) {
        throw cursor.unbalanced(e, lead);
      }
    }
    cursor.consume(lead + code.length());
    PugToken token = PugToken.code(Kind.CODE, code, flags.endsWith("="), flags.equals("="), cursor.place());
    cursor.right(lead);
    if (token.buffer()) {
      cursor.checkExpression(code);
    }
    cursor.add(token);
    cursor.right(code.length());
    return true;
  }

  private boolean comment() {
    Matcher matcher = cursor.match(COMMENT);
    if (matcher == null) {
      return false;
    }
    boolean shown = matcher.group(1) == null;
    cursor.add(PugToken.code(Kind.COMMENT, matcher.group(2), shown, false, cursor.place()));
    cursor.allowInterpolation(shown);
    cursor.consume(matcher.group().length());
    cursor.right(matcher.group().length());
    indentation.textBlock();
    return true;
  }

  private boolean punctuation() {
    PugToken token = cursor.scan(SLASH, Kind.SLASH);
    if (token == null) {
      token = cursor.scan(COLON, Kind.COLON);
    }
    if (token == null) {
      return false;
    }
    cursor.add(token);
    return true;
  }

  private boolean call() {
    Matcher matcher = cursor.match(CALL);
    if (matcher == null) {
      return false;
    }
    final Place at = cursor.place();
    String name = matcher.group(2);
    int length = matcher.group().length();
    if (name == null) {
      int start = 2 + matcher.group(1).length();
      int end = cursor.closing(start);
      String code = cursor.rest().substring(start + 1, end);
      cursor.checkExpression(code);
      name = "#{" + code + "}";
      length = end + 1;
    }
    cursor.consume(length);
    cursor.right(length);
    cursor.add(PugToken.of(Kind.CALL, name, arguments(), at));
    return true;
  }

  /** The arguments in parentheses; null when there are none or when they are attributes. */
  private @Nullable String arguments() {
    Matcher open = cursor.match(OPEN);
    if (open == null) {
      return null;
    }
    int start = open.group().length();
    int end = cursor.closing(start - 1);
    String arguments = cursor.rest().substring(start, end);
    if (ATTRIBUTE.matcher(arguments).lookingAt()) {
      return null;
    }
    cursor.right(1);
    cursor.consume(end + 1);
    cursor.checkExpression("[" + arguments + "]");
    for (int i = 0; i < arguments.length(); i++) {
      cursor.over(arguments.charAt(i));
    }
    cursor.right(1);
    return arguments;
  }
}
