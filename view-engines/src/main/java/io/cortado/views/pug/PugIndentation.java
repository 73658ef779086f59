package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines and their indentation, and the blocks of text below a dot, a filter, a comment or a dash. Runs on the loop. */
final class PugIndentation {
  private static final Pattern BLANK = Pattern.compile("\\n[ \\t]*\\n");
  private static final Pattern TABS = Pattern.compile("\\n(\\t*) *");
  private static final Pattern SPACES = Pattern.compile("\\n( *)");

  private final PugCursor cursor;
  private final PugTextLexer texts;
  private final Deque<Integer> levels = new ArrayDeque<>(List.of(0));
  private @Nullable Pattern established;

  PugIndentation(PugCursor cursor, PugTextLexer texts) {
    this.cursor = cursor;
    this.texts = texts;
  }

  boolean blank() {
    Matcher matcher = cursor.match(BLANK);
    if (matcher == null) {
      return false;
    }
    cursor.consume(matcher.group().length() - 1);
    cursor.down(1);
    return true;
  }

  /** Closes what is open at the end of the template. */
  boolean end() {
    if (!cursor.empty()) {
      return false;
    }
    if (cursor.interpolated()) {
      throw cursor.error("NO_END_BRACKET", "End of line was reached with no closing bracket for interpolation.");
    }
    for (int level : levels) {
      if (level > 0) {
        cursor.add(Kind.OUTDENT);
      }
    }
    cursor.add(Kind.EOS);
    cursor.end();
    return true;
  }

  /** The width of the indentation after a line break that stands here, or -1. */
  private int width() {
    Pattern pattern = established;
    if (pattern != null) {
      return width(cursor.match(pattern));
    }
    int tabs = width(cursor.match(TABS));
    if (tabs > 0) {
      established = TABS;
      return tabs;
    }
    int spaces = width(cursor.match(SPACES));
    if (spaces > 0) {
      established = SPACES;
    }
    return spaces;
  }

  private static int width(@Nullable Matcher matcher) {
    return matcher == null ? -1 : matcher.group(1).length();
  }

  /** A new line: deeper, less deep or as before. */
  boolean line() {
    int width = width();
    if (width < 0) {
      return false;
    }
    cursor.down(1);
    cursor.consume(width + 1);
    if (cursor.next() == ' ' || cursor.next() == '\t') {
      throw cursor.error("INVALID_INDENTATION", "Invalid indentation, you can use tabs or spaces but not both");
    }
    if (cursor.next() != '\n') {
      level(width);
    }
    cursor.allowInterpolation(true);
    return true;
  }

  private void level(int width) {
    int current = levels.getFirst();
    if (width < current) {
      outdent(width);
    } else if (width > current) {
      cursor.add(Kind.INDENT);
      cursor.column(width + 1);
      levels.push(width);
    } else {
      cursor.add(Kind.NEWLINE);
      cursor.column(width + 1);
    }
  }

  private void outdent(int width) {
    int count = 0;
    while (levels.getFirst() > width) {
      int inner = levels.pop();
      if (levels.getFirst() < width) {
        throw cursor.error("INCONSISTENT_INDENTATION", "Inconsistent indentation. Expecting either " + levels.getFirst()
            + " or " + inner + " spaces/tabs.");
      }
      count++;
    }
    for (; count > 0; count--) {
      cursor.column(1);
      cursor.add(Kind.OUTDENT);
      cursor.column(levels.getFirst() + 1);
    }
  }

  /** A block of text that is indented deeper than the current line, if there is one. */
  boolean textBlock() {
    boolean blank = blank();
    while (blank) {
      blank = blank();
    }
    int width = width();
    return width > levels.getFirst() && textBlock(width);
  }

  private boolean textBlock(int width) {
    Pattern pattern = established == null ? SPACES : established;
    String rest = cursor.rest();
    List<String> lines = new ArrayList<>();
    List<Boolean> indented = new ArrayList<>();
    int at = 0;
    while (at < rest.length()) {
      int end = rest.indexOf('\n', at + 1);
      String line = rest.substring(at + 1, end < 0 ? rest.length() : end);
      Matcher matcher = pattern.matcher("\n" + line);
      int own = matcher.lookingAt() ? width(matcher) : -1;
      if (own < width && !line.isBlank()) {
        if (own > levels.getFirst()) {
          return textBlock(own);
        }
        break;
      }
      indented.add(own >= width);
      lines.add(line.length() > width ? line.substring(width) : "");
      at += line.length() + 1;
    }
    cursor.add(Kind.START_PIPELESS_TEXT);
    cursor.consume(at);
    while (cursor.empty() && !lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    add(lines, indented, width);
    cursor.add(Kind.END_PIPELESS_TEXT);
    return true;
  }

  private void add(List<String> lines, List<Boolean> indented, int width) {
    for (int i = 0; i < lines.size(); i++) {
      cursor.down(1);
      Place at = cursor.place();
      if (indented.get(i)) {
        cursor.right(width);
      }
      if (i > 0) {
        cursor.add(PugToken.of(Kind.NEWLINE, null, at));
      }
      texts.add(lines.get(i));
    }
  }
}
