package io.cortado.node.inspect;

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
