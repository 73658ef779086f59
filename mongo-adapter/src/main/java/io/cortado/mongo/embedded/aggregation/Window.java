package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.DateUnits;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which documents of a partition a window has around one of them: by number, or by the value that they are sorted by. */
final class Window {

  /** The whole partition. */
  static final Window ALL = new Window(null, null, false, null);

  private final @Nullable Number lower;
  private final @Nullable Number upper;
  private final boolean range;
  private final @Nullable DateUnits unit;

  private Window(@Nullable Number lower, @Nullable Number upper, boolean range, @Nullable DateUnits unit) {
    this.lower = lower;
    this.upper = upper;
    this.range = range;
    this.unit = unit;
  }

  static Window of(@Nullable Object spec, @Nullable Document sortBy) {
    if (spec == null) {
      return ALL;
    }
    if (!(spec instanceof Document document)) {
      throw Errors.failedToParse("'window' field must be an object");
    }
    for (String name : document.keySet()) {
      if (!name.equals("documents") && !name.equals("range") && !name.equals("unit")) {
        throw Errors.failedToParse("'window' field can only contain 'documents' as the only argument or 'range' "
            + "with an optional 'unit' field");
      }
    }
    boolean range = document.containsKey("range");
    if (range && document.containsKey("documents")) {
      throw Errors.failedToParse("'window' field can only contain 'documents' as the only argument or 'range' "
          + "with an optional 'unit' field");
    }
    if (!range && !document.containsKey("documents")) {
      return ALL;
    }
    if (document.containsKey("unit") && !range) {
      throw Errors.failedToParse("Window bounds can only specify 'unit' with range-based bounds.");
    }
    String kind = range ? "range" : "documents";
    if (!(document.get(kind) instanceof List<?> bounds) || bounds.size() != 2) {
      throw Errors.failedToParse("Window bounds must be a 2-element array: " + kind + ": " + document.get(kind));
    }
    if (range && (sortBy == null || sortBy.size() != 1)) {
      throw Errors.of(5339902, "Range-based bounds require sortBy a single field");
    }
    if (!range && sortBy == null && !(isUnbounded(bounds.getFirst()) && isUnbounded(bounds.getLast()))) {
      throw Errors.of(5339901, "Document-based bounds require a sortBy");
    }
    DateUnits unit = DateUnits.of("$setWindowFields", document.get("unit"));
    return new Window(bound(bounds.getFirst(), range), bound(bounds.getLast(), range), range, unit);
  }

  private static boolean isUnbounded(@Nullable Object bound) {
    return "unbounded".equals(bound);
  }

  private static @Nullable Number bound(@Nullable Object bound, boolean range) {
    if ("unbounded".equals(bound)) {
      return null;
    }
    if ("current".equals(bound)) {
      return 0;
    }
    if (!(bound instanceof Number number)) {
      throw Errors.failedToParse("Window bounds must be 'unbounded', 'current', or a number.");
    }
    if (!range) {
      Integer whole = Numbers.exactInt(number);
      if (whole == null) {
        throw Errors.failedToParse("Numeric document-based bounds must be an integer");
      }
      return whole;
    }
    return number;
  }

  boolean isRange() {
    return range;
  }

  /** True when each window begins with the partition. */
  boolean isFromStart() {
    return lower == null;
  }

  boolean isWhole() {
    return lower == null && upper == null;
  }

  /** The index of the window's first document. */
  int start(int index, List<@Nullable Object> sorted, Values values) {
    if (lower == null) {
      return 0;
    }
    if (!range) {
      return Math.max(0, index + lower.intValue());
    }
    Object bound = shifted(sorted.get(index), lower);
    int start = 0;
    while (start < sorted.size() && !isInRange(sorted.get(start), bound, values, true)) {
      start++;
    }
    return start;
  }

  /** The index after the window's last document. */
  int end(int index, List<@Nullable Object> sorted, Values values) {
    int size = sorted.size();
    if (upper == null) {
      return size;
    }
    if (!range) {
      return Math.min(size, Math.max(0, index + upper.intValue() + 1));
    }
    Object bound = shifted(sorted.get(index), upper);
    int end = size;
    while (end > 0 && !isInRange(sorted.get(end - 1), bound, values, false)) {
      end--;
    }
    return end;
  }

  private static boolean isInRange(@Nullable Object value, @Nullable Object bound, Values values, boolean least) {
    int order = values.compare(value, bound);
    return least ? order >= 0 : order <= 0;
  }

  private @Nullable Object shifted(@Nullable Object value, Number by) {
    if (unit != null) {
      if (!(value instanceof Instant date)) {
        throw Errors.of(
            5429513, "Invalid range: Expected the sortBy field to be a Date, but it was " + Types.name(value));
      }
      return unit.add(date, by.longValue(), ZoneOffset.UTC);
    }
    if (!(value instanceof Number number)) {
      throw Errors.of(
          5429414, "Invalid range: Expected the sortBy field to be a number, but it was " + Types.name(value));
    }
    return Numbers.add(number, by);
  }
}
