package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts text at {@code #{…}}, {@code !{…}} and {@code #[…]}. Runs on the loop. */
final class PugTextLexer {
  private static final Pattern PIPED = Pattern.compile("(?:\\| ?| )([^\\n]+)");
  private static final Pattern BLANK = Pattern.compile("( )");
  private static final Pattern PIPE = Pattern.compile("\\|( ?)");
  private static final Pattern HTML = Pattern.compile("(<[^\\n]*)");
  private static final Pattern VALUE = Pattern.compile("(\\\\)?([#!])\\{");

  private final PugCursor cursor;

  PugTextLexer(PugCursor cursor) {
    this.cursor = cursor;
  }

  /** Text behind a tag or a pipe. */
  boolean text() {
    PugToken token = cursor.scan(PIPED, Kind.TEXT);
    if (token == null) {
      token = cursor.scan(BLANK, Kind.TEXT);
    }
    if (token == null) {
      token = cursor.scan(PIPE, Kind.TEXT);
    }
    return token != null && added(Kind.TEXT, token);
  }

  /** A line that begins with an angle bracket. */
  boolean html() {
    PugToken token = cursor.scan(HTML, Kind.TEXT_HTML);
    return token != null && added(Kind.TEXT_HTML, token);
  }

  private boolean added(Kind type, PugToken token) {
    add(type, token.value(), null, 0);
    return true;
  }

  /** Adds the tokens of a piece of text of one line. */
  void add(String text) {
    add(Kind.TEXT, text, null, 0);
  }

  /**
   * Adds the tokens of text.
   *
   * @param before text that has been looked through already, or null at the beginning
   * @param escapes the backslashes left out of that text
   */
  private void add(Kind type, String text, @Nullable String before, int escapes) {
    if (before != null && before.isEmpty() && text.isEmpty()) {
      return;
    }
    String prefix = before == null ? "" : before;
    boolean allowed = cursor.interpolationAllowed();
    Matcher matcher = VALUE.matcher(text);
    int end = cursor.interpolated() ? index(text, "]") : Integer.MAX_VALUE;
    int tag = allowed ? index(text, "#[") : Integer.MAX_VALUE;
    int escapedTag = allowed ? index(text, "\\#[") : Integer.MAX_VALUE;
    int value = allowed && matcher.find() ? matcher.start() : Integer.MAX_VALUE;
    int first = Math.min(Math.min(end, tag), Math.min(escapedTag, value));
    if (first == Integer.MAX_VALUE) {
      Place at = cursor.place();
      cursor.right(prefix.length() + text.length() + escapes);
      cursor.add(PugToken.of(type, prefix + text, at));
    } else if (first == escapedTag) {
      add(type, text.substring(first + 3), prefix + text.substring(0, first) + "#[", escapes + 1);
    } else if (first == tag) {
      tag(type, text, prefix, first, escapes);
    } else if (first == end) {
      if (!prefix.isEmpty() || first > 0) {
        add(type, text.substring(0, first), prefix, 0);
      }
      cursor.end();
      cursor.rest(text.substring(first + 1) + cursor.rest());
    } else if (matcher.group(1) != null) {
      add(type, text.substring(first + 3), prefix + text.substring(0, first) + matcher.group(2) + "{", escapes + 1);
    } else {
      value(type, text, prefix, matcher, escapes);
    }
  }

  private static int index(String text, String part) {
    int index = text.indexOf(part);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  private void tag(Kind type, String text, String prefix, int start, int escapes) {
    cursor.add(PugToken.of(type, prefix + text.substring(0, start), cursor.place()));
    cursor.right(prefix.length() + start + escapes);
    cursor.add(Kind.START_PUG_INTERPOLATION);
    cursor.right(2);
    PugCursor inner = cursor.inner(text.substring(start + 2));
    try {
      new PugLexer(inner).run();
    } catch (PugFailure e) {
      if (!e.code().startsWith("PUG:")) {
        throw e;
      }
      cursor.column(e.column());
      throw cursor.error(e.code().substring(4), String.valueOf(e.getMessage()));
    }
    cursor.column(inner.column());
    inner.tokens().forEach(cursor::add);
    cursor.add(Kind.END_PUG_INTERPOLATION);
    cursor.right(1);
    add(type, inner.rest(), null, 0);
  }

  private void value(Kind type, String text, String prefix, Matcher matcher, int escapes) {
    String before = prefix + text.substring(0, matcher.start());
    if (!before.isEmpty()) {
      cursor.add(PugToken.of(type, before, cursor.place()));
      cursor.right(before.length() + escapes);
    }
    Place at = cursor.place();
    String rest = text.substring(matcher.end());
    cursor.right(2);
    int end;
    try {
      end = JsBrackets.end(rest, 0, '}');
    } catch (JsBrackets.Unbalanced e) {
      throw cursor.unbalanced(e, 0);
    }
    String code = rest.substring(0, end);
    cursor.checkExpression(code);
    cursor.add(PugToken.code(Kind.INTERPOLATED_CODE, code, true, matcher.group(2).equals("#"), at));
    cursor.right(end + 1);
    if (end + 1 < rest.length()) {
      add(type, rest.substring(end + 1), null, 0);
    }
  }
}
