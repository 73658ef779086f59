package io.cortado.views.handlebars;

/** Where a piece of a template stands: lines from 1, columns from 0, the end exclusive. */
record Loc(int line, int column, int endLine, int endColumn) {
  /** From the start of this to the end of {@code last}. */
  Loc to(Loc last) {
    return new Loc(line, column, last.endLine, last.endColumn);
  }
}
