package io.cortado.node.inspect;

import org.jspecify.annotations.Nullable;

/** Texts of {@code util.inspect}. Runs on the loop. */
public final class InspectTextBinding {
  /** A string in the quotes that need the least escaping. */
  public String quote(String text) {
    return Quotes.quote(text);
  }

  /** A text as it would stand between single quotes. */
  public String escape(String text) {
    return Quotes.escape(text, '\'');
  }

  /** The columns a text takes on a terminal. */
  public int width(String text, boolean coloured) {
    return Widths.of(coloured ? Widths.withoutColours(text) : text);
  }

  public String withoutColours(String text) {
    return Widths.withoutColours(text);
  }

  /** The digits of a number in groups of three. */
  public String grouped(String number, boolean whole) {
    return Digits.grouped(number, whole);
  }

  /** Whether the source of a function, which begins with "class", is a class's. */
  public boolean isClass(String source) {
    return Sources.isClass(source);
  }

  /** A stack whose first line tells the class of its error, which is null for one without prototype. */
  public String titledStack(String stack, @Nullable String constructor, String name, String tag) {
    return Stacks.titled(stack, constructor, name, tag);
  }

  /** The first and the number of the frames that are in a cause's stack too; null when they are few. */
  public int @Nullable [] sharedFrames(String frames, String causeStack) {
    return Stacks.shared(frames, causeStack);
  }

  /**
   * Entries between braces, on one line, in columns or one a line.
   *
   * @param compact -1 for as few lines as possible, 0 for one entry a line, otherwise how many levels may share one
   * @param columns 0 for none, 1 for texts, 2 for numbers
   * @param level how many levels are inside this one
   * @param limit from how many entries on the last only says how many are left out
   */
  public String layout(
      String[] entries,
      String base,
      String open,
      String close,
      double compact,
      double breakLength,
      int indentation,
      int columns,
      int level,
      double limit,
      boolean coloured) {
    Layout layout = new Layout(open, close, base, breakLength, indentation, coloured);
    if (compact < 0) {
      return layout.dense(entries);
    }
    return layout.lines(entries, compact, columns, level, limit);
  }
}
