package io.cortado.express.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Range field asks for. Stateless. */
public final class ByteRanges {
  /** A range, and the place in which it was asked for. */
  private record Range(double start, double end, int place) {}

  private ByteRanges() {}

  /**
   * First and last positions of the ranges in turn; none when a resource of this size satisfies no range, null when the
   * field is malformed.
   *
   * @param older whether positions are read as Express 4 reads them: as the digits that a text begins with, while a range
   *     that is none is left out
   * @param combine whether ranges that overlap or touch are joined
   */
  public static double @Nullable [] read(double size, String field, boolean older, boolean combine) {
    int equals = field.indexOf('=');
    if (equals < 0) {
      return null;
    }
    List<Range> ranges = new ArrayList<>();
    for (String item : Characters.split(field.substring(equals + 1), ',')) {
      Range range = older ? loose(size, item, ranges.size()) : strict(size, item, ranges.size());
      if (range == null) {
        return null;
      }
      if (range.start >= 0 && range.start <= range.end) {
        ranges.add(range);
      }
    }
    return positions(combine ? joined(ranges) : ranges);
  }

  private static Range loose(double size, String item, int place) {
    List<String> ends = Characters.split(item, '-');
    double to = ends.size() < 2 ? Double.NaN : Characters.leadingInteger(ends.get(1));
    return between(size, Characters.leadingInteger(ends.get(0)), to, false, false, place);
  }

  private static @Nullable Range strict(double size, String item, int place) {
    int dash = item.indexOf('-');
    if (dash < 0) {
      return null;
    }
    String start = Characters.trim(item.substring(0, dash));
    String end = Characters.trim(item.substring(dash + 1));
    Range range = between(size, position(start), position(end), !start.isEmpty(), !end.isEmpty(), place);
    return Double.isNaN(range.start) || Double.isNaN(range.end) ? null : range;
  }

  private static double position(String text) {
    boolean digits = !text.isEmpty() && Characters.skipDigits(text, 0) == text.length();
    return digits ? Double.parseDouble(text) : Double.NaN;
  }

  /** Without a start the last bytes are meant, without an end all that follow; a text that is no number is neither. */
  private static Range between(
      double size, double from, double to, boolean hasStart, boolean hasEnd, int place) {
    double last = size - 1;
    if (Double.isNaN(from) && !hasStart) {
      return new Range(size - to, last, place);
    }
    double end = Double.isNaN(to) && !hasEnd ? last : to;
    return new Range(from, end > last ? last : end, place);
  }

  /** In the order in which the first of each was asked for. */
  private static List<Range> joined(List<Range> ranges) {
    List<Range> joined = new ArrayList<>();
    for (Range range : ranges.stream().sorted(Comparator.comparingDouble(Range::start)).toList()) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || range.start > last.end + 1) {
        joined.add(range);
      } else if (range.end > last.end) {
        joined.set(joined.size() - 1, new Range(last.start, range.end, Math.min(last.place, range.place)));
      }
    }
    joined.sort(Comparator.comparingInt(Range::place));
    return joined;
  }

  private static double[] positions(List<Range> ranges) {
    double[] positions = new double[2 * ranges.size()];
    for (int i = 0; i < ranges.size(); i++) {
      positions[2 * i] = ranges.get(i).start;
      positions[2 * i + 1] = ranges.get(i).end;
    }
    return positions;
  }
}
