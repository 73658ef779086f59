package io.cortado.node.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How {@code util.inspect} lays the entries of one object out. {@code base} are the words before the braces.
 */
record Layout(String open, String close, String base, double breakLength, int indentation, boolean coloured) {
  private static final int GAP = 2;

  /** How much wider than high a table of entries is wanted. */
  private static final double ASPECT = 2.5;

  private static final int MOST_COLUMNS = 15;
  private static final int FEWEST_IN_COLUMNS = 6;

  /** Room for what stands on the line before the object. */
  private static final int MARGIN = 10;

  /** As few lines as possible: the first entry stands beside the brace. */
  String dense(String[] entries) {
    String words = base.isEmpty() ? "" : " " + base;
    if (fits(entries, 0)) {
      return open + words + " " + String.join(", ", entries) + " " + close;
    }
    String first = base.isEmpty() && open.length() == 1 ? " " : words + newLine() + "  ";
    return open + first + String.join("," + newLine() + "  ", entries) + " " + close;
  }

  String lines(String[] entries, double compact, int columns, int level, double limit) {
    String head = base.isEmpty() ? open : base + " " + open;
    String[] set = entries;
    if (compact >= 1) {
      if (columns > 0 && entries.length > FEWEST_IN_COLUMNS) {
        set = inColumns(entries, compact, columns > 1, limit);
      }
      // What columns were made of is not put on one line.
      boolean single = level < compact && set.length == entries.length;
      if (single && fits(set, set.length + indentation + open.length() + base.length() + MARGIN)) {
        String joined = String.join(", ", set);
        if (joined.indexOf('\n') < 0) {
          return head + " " + joined + " " + close;
        }
      }
    }
    return head + newLine() + "  " + String.join("," + newLine() + "  ", set) + newLine() + close;
  }

  private String newLine() {
    return "\n" + " ".repeat(indentation);
  }

  private boolean fits(String[] entries, int start) {
    double total = (double) entries.length + start;
    if (total + entries.length > breakLength) {
      return false;
    }
    for (String entry : entries) {
      total += coloured ? Widths.withoutColours(entry).length() : entry.length();
    }
    return !(total > breakLength) && base.indexOf('\n') < 0;
  }

  private String[] inColumns(String[] entries, double compact, boolean numbers, double limit) {
    int count = limit < entries.length ? entries.length - 1 : entries.length;
    int[] widths = new int[count];
    for (int i = 0; i < count; i++) {
      widths[i] = Widths.of(coloured ? Widths.withoutColours(entries[i]) : entries[i]);
    }
    int columns = columns(entries.length, widths, compact);
    if (columns <= 1) {
      return entries;
    }
    int[] widest = new int[columns];
    for (int i = 0; i < count; i++) {
      widest[i % columns] = Math.max(widest[i % columns], widths[i] + GAP);
    }
    List<String> rows = new ArrayList<>();
    for (int from = 0; from < count; from += columns) {
      rows.add(row(entries, widths, widest, from, Math.min(from + columns, count), numbers));
    }
    rows.addAll(Arrays.asList(entries).subList(count, entries.length));
    return rows.toArray(String[]::new);
  }

  /** How many columns give a pleasant table; 1 where entries are too few or too unlike for one. */
  private int columns(int entries, int[] widths, double compact) {
    int longest = Arrays.stream(widths).max().orElse(0);
    double total = Arrays.stream(widths).sum() + (double) GAP * widths.length;
    int width = longest + GAP;
    if (width * 3 + indentation >= breakLength || !(total / width > 5 || longest <= FEWEST_IN_COLUMNS)) {
      return 1;
    }
    double bias = Math.max(width - 3 - Math.sqrt(width - total / entries), 1);
    double wanted = Math.floor(Math.sqrt(ASPECT * bias * widths.length) / bias + 0.5);
    double room = Math.floor((breakLength - indentation) / width);
    return (int) Math.min(Math.min(wanted, room), Math.min(compact * 4, MOST_COLUMNS));
  }

  private static String row(String[] entries, int[] widths, int[] widest, int from, int to, boolean numbers) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean last = i == to - 1;
      String space = " ".repeat(Math.max(0, widest[i - from] - GAP - widths[i]));
      if (numbers) {
        out.append(space);
      }
      out.append(entries[i]).append(last ? "" : ", ");
      if (!numbers && !last) {
        out.append(space);
      }
    }
    return out.toString();
  }
}
