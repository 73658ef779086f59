package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ranges of an index's values that the conditions of a query leave for a path. Runs on the server's thread. */
final class Bounds {

  private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");
  private static final byte[] UNDEFINED = {KeyWriter.UNDEFINED};
  private static final byte[] NULL = {KeyWriter.NULL};

  private final KeyWriter writer;

  /** True while strings of the query have the same order as those of the index. */
  private final boolean sameStrings;

  /** False once a range holds more than its condition says. */
  private boolean exact = true;

  Bounds(KeyWriter writer, boolean sameStrings) {
    this.writer = writer;
    this.sameStrings = sameStrings;
  }

  boolean exact() {
    return exact;
  }

  static boolean isOperators(@Nullable Object condition) {
    if (!(condition instanceof Document document) || document.isEmpty()) {
      return false;
    }
    String first = document.keySet().iterator().next();
    return first.startsWith("$") && !REFERENCE.contains(first);
  }

  /**
   * The ranges for a path's conditions, or null where they say nothing. Where there can be several values for a document
   * ({@code multikey}), each may meet another condition, so that one of them is all that can be used.
   */
  @Nullable List<Range> of(List<@Nullable Object> conditions, boolean multikey) {
    List<List<Range>> all = new ArrayList<>();
    for (Object condition : conditions) {
      if (condition instanceof Document document && isOperators(document)) {
        operators(document, all, multikey);
      } else {
        add(condition instanceof BsonRegularExpression regex ? regex(regex) : equal(condition), all);
      }
    }
    if (all.isEmpty()) {
      return null;
    }
    return multikey ? best(all) : intersection(all);
  }

  private void add(@Nullable List<Range> ranges, List<List<Range>> all) {
    if (ranges == null) {
      exact = false;
    } else {
      all.add(ranges);
    }
  }

  private void operators(Document document, List<List<Range>> all, boolean multikey) {
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      Object operand = entry.getValue();
      switch (entry.getKey()) {
        case "$eq" -> add(operand instanceof BsonRegularExpression ? null : equal(operand), all);
        case "$in" -> add(in(operand), all);
        case "$gt", "$gte", "$lt", "$lte" -> add(ordered(entry.getKey(), operand), all);
        case "$elemMatch" -> {
          exact = false;
          if (operand instanceof Document inner && isOperators(inner)) {
            // One element meets all of them.
            List<List<Range>> ofElement = new ArrayList<>();
            operators(inner, ofElement, multikey);
            if (!ofElement.isEmpty()) {
              all.add(intersection(ofElement));
            }
          }
        }
        case "$regex" -> add(regex(operand, document.get("$options")), all);
        case "$options" -> {}
        case "$all" -> {
          exact = false;
          if (operand instanceof Collection<?> list && !list.isEmpty()) {
            Object first = list.iterator().next();
            boolean plain = !(first instanceof BsonRegularExpression) && !isOperators(first);
            add(plain ? equal(first) : null, all);
          }
        }
        default -> exact = false;
      }
    }
  }

  private List<Range> best(List<List<Range>> all) {
    if (all.size() > 1) {
      exact = false;
    }
    List<Range> best = all.getFirst();
    for (List<Range> one : all) {
      if (rank(one) < rank(best)) {
        best = one;
      }
    }
    return best;
  }

  private static int rank(List<Range> ranges) {
    boolean points = ranges.stream().allMatch(Range::point);
    return points ? ranges.size() : 1_000_000;
  }

  private static List<Range> intersection(List<List<Range>> all) {
    List<Range> result = all.getFirst();
    for (List<Range> next : all.subList(1, all.size())) {
      List<Range> both = new ArrayList<>();
      for (Range one : result) {
        for (Range other : next) {
          Range common = one.and(other);
          if (common != null) {
            both.add(common);
          }
        }
      }
      result = both;
    }
    return Range.sorted(result);
  }

  private boolean isComparable(@Nullable Object value) {
    return sameStrings || !(value instanceof String || value instanceof Document || value instanceof Collection<?>);
  }

  @Nullable List<Range> equal(@Nullable Object value) {
    if (value == null) {
      exact = false;
      return List.of(Range.point(UNDEFINED), Range.point(NULL));
    }
    if (!isComparable(value)) {
      return null;
    }
    if (value instanceof Collection<?> list) {
      exact = false;
      // The array may be an element, or the whole value, of which there is a key for each element.
      Object first = list.isEmpty() ? KeyWriter.Undefined.VALUE : list.iterator().next();
      return Range.sorted(List.of(Range.point(writer.of(first)), Range.point(writer.of(value))));
    }
    exact &= !(value instanceof Document) && !Values.isNaN(value);
    return List.of(Range.point(writer.of(value)));
  }

  private @Nullable List<Range> in(@Nullable Object operand) {
    if (!(operand instanceof Collection<?> list)) {
      return null;
    }
    List<Range> result = new ArrayList<>(list.size());
    for (Object part : list) {
      List<Range> ranges = part instanceof BsonRegularExpression ? null : equal(part);
      if (ranges == null) {
        return null;
      }
      result.addAll(ranges);
    }
    return Range.sorted(result);
  }

  private @Nullable List<Range> ordered(String operator, @Nullable Object operand) {
    if (operand == null) {
      return operator.endsWith("e") ? equal(null) : null;
    }
    boolean unusable =
        operand instanceof Collection<?> || operand instanceof MinKey || operand instanceof MaxKey
            || operand instanceof BsonRegularExpression || Values.isNaN(operand) || !isComparable(operand);
    if (unusable) {
      return null;
    }
    byte[] value = writer.of(operand);
    byte[] type = {value[0]};
    if (operand instanceof Number) {
      // NaN is the least number, and is neither less nor more than others.
      byte[] least = Range.joined(type, new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
      return List.of(between(operator, value, least, type));
    }
    return List.of(between(operator, value, type, type));
  }

  private static Range between(String operator, byte[] value, byte[] least, byte[] type) {
    byte[] after = Range.successor(value);
    byte[] end = Range.successor(type);
    return switch (operator) {
      case "$gt" -> Range.of(after == null ? value : after, end);
      case "$gte" -> Range.of(value, end);
      case "$lt" -> Range.of(least, value);
      default -> Range.of(least, after);
    };
  }

  private @Nullable List<Range> regex(BsonRegularExpression regex) {
    return regex(regex.getPattern(), regex.getOptions());
  }

  /** Strings with the beginning that an expression asks for, and the expressions that are stored. */
  private @Nullable List<Range> regex(@Nullable Object pattern, @Nullable Object options) {
    exact = false;
    if (pattern instanceof BsonRegularExpression literal) {
      return options == null ? regex(literal) : null;
    }
    boolean flags = options instanceof String text && !text.isEmpty();
    if (!(pattern instanceof String text) || flags || !text.startsWith("^") || !writer.collation().isSimple()) {
      return null;
    }
    int end = 1;
    while (end < text.length() && isLiteral(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && "*?{|+".indexOf(text.charAt(end)) >= 0) {
      end--;
    }
    if (end <= 1 || text.indexOf('|') >= 0) {
      return null;
    }
    byte[] whole = writer.of(text.substring(1, end));
    byte[] prefix = java.util.Arrays.copyOf(whole, whole.length - 2);
    byte[] stored = {KeyWriter.REGEX};
    return List.of(Range.of(prefix, Range.successor(prefix)), Range.of(stored, Range.successor(stored)));
  }

  private static boolean isLiteral(char c) {
    return Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' || c == '@' || c == '/' || c == ':';
  }
}
