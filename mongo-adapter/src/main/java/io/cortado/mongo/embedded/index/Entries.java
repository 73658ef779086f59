package io.cortado.mongo.embedded.index;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the ranges of an index. It can be paused, after which it goes on behind the last key, whatever has
 * changed meanwhile. Runs on the server's thread.
 */
public final class Entries {

  private final MVMap<byte[], Boolean> map;
  private final boolean reverse;
  private final Iterator<Range> ranges;
  private final @Nullable Set<Long> seen;

  private @Nullable Range range;
  private @Nullable Cursor<byte[], Boolean> cursor;
  private byte @Nullable [] last;
  private long examined;

  public Entries(Plan plan) {
    Index index = java.util.Objects.requireNonNull(plan.index());
    index.used();
    this.map = index.map();
    this.reverse = plan.reverse();
    List<Range> all = plan.ranges();
    this.ranges = (reverse ? all.reversed() : all).iterator();
    IndexSpec.Kind kind = index.spec().kind();
    boolean several = index.multikey() || kind != IndexSpec.Kind.ORDERED && kind != IndexSpec.Kind.HASHED;
    this.seen = several ? new HashSet<>() : null;
  }

  /** How many keys were looked at. */
  public long examined() {
    return examined;
  }

  /** The next record's number, each once; -1 at the end. */
  public long next() {
    while (true) {
      byte[] entry = nextEntry();
      if (entry == null) {
        return -1;
      }
      examined++;
      long record = Index.record(entry);
      if (seen == null || seen.add(record)) {
        return record;
      }
    }
  }

  private byte @Nullable [] nextEntry() {
    while (true) {
      Range current = range;
      if (current == null) {
        if (!ranges.hasNext()) {
          return null;
        }
        current = ranges.next();
        range = current;
        last = null;
        cursor = null;
      }
      Cursor<byte[], Boolean> open = cursor;
      if (open == null) {
        open = open(current);
        cursor = open;
      }
      while (open.hasNext()) {
        byte[] entry = open.next();
        if (isBefore(entry, current)) {
          continue;
        }
        if (isBehind(entry, current)) {
          break;
        }
        last = entry;
        return entry;
      }
      range = null;
    }
  }

  private Cursor<byte[], Boolean> open(Range current) {
    byte[] start = last;
    if (start == null) {
      start = reverse ? current.to() : current.from();
    }
    boolean all = start == null || start.length == 0 && !reverse;
    return map.cursor(all ? null : start, null, reverse);
  }

  /** True for what the walk begins with though it is not in the range, or was given out already. */
  private boolean isBefore(byte[] entry, Range current) {
    byte[] given = last;
    if (given != null) {
      int order = Arrays.compareUnsigned(entry, given);
      return reverse ? order >= 0 : order <= 0;
    }
    byte[] to = current.to();
    return reverse && to != null && Arrays.compareUnsigned(entry, to) >= 0;
  }

  private boolean isBehind(byte[] entry, Range current) {
    if (reverse) {
      return Arrays.compareUnsigned(entry, current.from()) < 0;
    }
    byte[] to = current.to();
    return to != null && Arrays.compareUnsigned(entry, to) >= 0;
  }

  /** Lets go of the map until the next call. */
  public void pause() {
    cursor = null;
  }
}
