package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Accumulators of any values. */
final class ValueAccumulators {

  private ValueAccumulators() {}

  private static @Nullable Object present(@Nullable Object value) {
    return value instanceof Missing ? null : value;
  }

  static final class Extreme implements Accumulator {

    private final Values values;
    private final boolean greatest;
    private @Nullable Object best;

    Extreme(Values values, boolean greatest) {
      this.values = values;
      this.greatest = greatest;
    }

    @Override
    public void add(@Nullable Object value) {
      if (Types.isNullish(value)) {
        return;
      }
      if (best == null) {
        best = value;
        return;
      }
      int order = values.compare(value, best);
      if (greatest ? order > 0 : order < 0) {
        best = value;
      }
    }

    @Override
    public @Nullable Object result() {
      return best;
    }
  }

  static final class First implements Accumulator {

    private boolean seen;
    private @Nullable Object value;

    @Override
    public void add(@Nullable Object given) {
      if (!seen) {
        seen = true;
        value = present(given);
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  static final class Last implements Accumulator {

    private @Nullable Object value;

    @Override
    public void add(@Nullable Object given) {
      value = present(given);
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  static final class Push implements Accumulator {

    private final List<@Nullable Object> list = new ArrayList<>();

    @Override
    public void add(@Nullable Object value) {
      if (!(value instanceof Missing)) {
        list.add(value);
      }
    }

    @Override
    public Object result() {
      return list;
    }
  }

  static final class Distinct implements Accumulator {

    private final TreeSet<@Nullable Object> seen;
    private final List<@Nullable Object> list = new ArrayList<>();

    Distinct(Values values) {
      this.seen = new TreeSet<>(values);
    }

    @Override
    public void add(@Nullable Object value) {
      if (!(value instanceof Missing) && seen.add(value)) {
        list.add(value);
      }
    }

    @Override
    public Object result() {
      return list;
    }
  }

  static final class Merge implements Accumulator {

    private final Document merged = new Document();

    @Override
    public void add(@Nullable Object value) {
      if (value instanceof Document document) {
        merged.putAll(document);
      } else if (!Types.isNullish(value)) {
        throw Errors.of(
            40400,
            "$mergeObjects requires object inputs, but input " + Shown.value(value) + " is of type "
                + Types.name(value));
      }
    }

    @Override
    public Object result() {
      return merged;
    }
  }

  static final class FirstOf implements Accumulator {

    private final int count;
    private final List<@Nullable Object> list = new ArrayList<>();

    FirstOf(int count) {
      this.count = count;
    }

    @Override
    public void add(@Nullable Object value) {
      if (list.size() < count) {
        list.add(present(value));
      }
    }

    @Override
    public Object result() {
      return list;
    }
  }

  static final class LastOf implements Accumulator {

    private final int count;
    private final Deque<Object> list = new ArrayDeque<>();

    LastOf(int count) {
      this.count = count;
    }

    @Override
    public void add(@Nullable Object value) {
      if (list.size() == count) {
        list.removeFirst();
      }
      Object kept = present(value);
      list.addLast(kept == null ? Missing.getInstance() : kept);
    }

    @Override
    public Object result() {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      list.forEach(value -> result.add(present(value)));
      return result;
    }
  }

  static final class ExtremesOf implements Accumulator {

    private final int count;
    private final Comparator<@Nullable Object> order;
    private final PriorityQueue<Object> worstFirst;

    ExtremesOf(int count, Comparator<@Nullable Object> order) {
      this.count = count;
      this.order = order;
      this.worstFirst = new PriorityQueue<>(order.reversed());
    }

    @Override
    public void add(@Nullable Object value) {
      if (value == null || Types.isNullish(value)) {
        return;
      }
      worstFirst.add(value);
      if (worstFirst.size() > count) {
        worstFirst.poll();
      }
    }

    @Override
    public Object result() {
      List<@Nullable Object> result = new ArrayList<>(worstFirst);
      result.sort(order);
      return result;
    }
  }

  /** A value with what its document is ordered by. */
  record Keyed(@Nullable Object[] keys, @Nullable Object value) {}

  /** {@code $top}, {@code $bottomN} and their sisters. */
  static final class Ordered implements Accumulator {

    private final SortOrder order;
    private final int count;
    private final boolean top;
    private final boolean single;
    private final List<Keyed> all = new ArrayList<>();

    Ordered(SortOrder order, int count, boolean top, boolean single) {
      this.order = order;
      this.count = count;
      this.top = top;
      this.single = single;
    }

    @Override
    public void add(@Nullable Object value) {
      if (value instanceof Keyed keyed) {
        all.add(keyed);
      }
    }

    @Override
    public @Nullable Object result() {
      List<Keyed> sorted = new ArrayList<>(all);
      sorted.sort((one, other) -> order.compareKeys(one.keys(), other.keys()));
      int size = sorted.size();
      List<Keyed> part =
          top ? sorted.subList(0, Math.min(count, size)) : sorted.subList(Math.max(0, size - count), size);
      if (single) {
        return part.isEmpty() ? null : part.getFirst().value();
      }
      List<@Nullable Object> result = new ArrayList<>(part.size());
      part.forEach(keyed -> result.add(keyed.value()));
      return result;
    }
  }
}
