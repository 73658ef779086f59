package io.cortado.mongo.embedded.index;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys from one on, to before another. Called from any thread.
 *
 * @param from the least key, or what it begins with
 * @param to the first key that is not in it; null for all there are
 * @param point true when it holds the keys of one value, whose bytes are {@code from}
 */
record Range(byte[] from, byte @Nullable [] to, boolean point) {

  static final byte[] LEAST = new byte[0];
  static final Range ALL = new Range(LEAST, null, false);

  /** The keys that begin with the given bytes. */
  static Range point(byte[] value) {
    return new Range(value, successor(value), true);
  }

  static Range of(byte[] from, byte @Nullable [] to) {
    return new Range(from, to, false);
  }

  /** The least bytes that are more than all that begin with the given ones; null when there are none. */
  static byte @Nullable [] successor(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != -1) {
        byte[] next = Arrays.copyOf(prefix, i + 1);
        next[i]++;
        return next;
      }
    }
    return null;
  }

  static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = (byte) ~bytes[i];
    }
    return result;
  }

  /** The same values in an index whose bytes are turned round. */
  Range descending() {
    if (point) {
      return point(inverted(from));
    }
    byte[] low = to == null ? LEAST : successor(inverted(to));
    byte[] high = from.length == 0 ? null : successor(inverted(from));
    return new Range(low == null ? LEAST : low, high, false);
  }

  Range after(byte[] prefix) {
    return new Range(joined(prefix, from), to == null ? successor(prefix) : joined(prefix, to), point);
  }

  /** What is in both, or null. */
  @Nullable Range and(Range other) {
    if (point) {
      return other.holds(from) ? this : null;
    }
    if (other.point) {
      return holds(other.from) ? other : null;
    }
    byte[] low = Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from;
    byte[] high = to == null ? other.to : other.to == null || Arrays.compareUnsigned(to, other.to) <= 0 ? to : other.to;
    return high != null && Arrays.compareUnsigned(low, high) >= 0 ? null : new Range(low, high, false);
  }

  boolean holds(byte[] key) {
    return Arrays.compareUnsigned(key, from) >= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
  }

  /** Sorted, without what is twice. */
  static List<Range> sorted(List<Range> ranges) {
    if (ranges.size() < 2) {
      return ranges;
    }
    List<Range> sorted =
        ranges.stream().sorted((one, other) -> Arrays.compareUnsigned(one.from, other.from)).toList();
    List<Range> result = new java.util.ArrayList<>(sorted.size());
    for (Range range : sorted) {
      Range last = result.isEmpty() ? null : result.getLast();
      if (last == null || last.to != null && Arrays.compareUnsigned(range.from, last.to) >= 0) {
        result.add(range);
      } else if (last.to != null && (range.to == null || Arrays.compareUnsigned(range.to, last.to) > 0)) {
        result.set(result.size() - 1, new Range(last.from, range.to, false));
      }
    }
    return result;
  }
}
