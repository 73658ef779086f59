package io.cortado.mongo.embedded.store;

import io.cortado.mongo.embedded.index.Entries;
import io.cortado.mongo.embedded.index.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Cursors over what is committed. Runs on the server's thread. */
final class Scans {

  private Scans() {}

  static RecordCursor of(MVMap<Long, Bson> records, Plan plan) {
    if (plan.index() != null) {
      return new ByIndex(records, new Entries(plan));
    }
    if (plan.parts().isEmpty()) {
      return new Whole(records, plan.reverse(), null);
    }
    return new Union(plan.parts().stream().map(part -> of(records, part)).toList());
  }

  /** All records behind a number. */
  static RecordCursor after(MVMap<Long, Bson> records, long record) {
    return new Whole(records, false, record);
  }

  private static final class Whole implements RecordCursor {
    private final MVMap<Long, Bson> records;
    private final boolean reverse;
    private @Nullable Long last;
    private @Nullable Cursor<Long, Bson> cursor;

    Whole(MVMap<Long, Bson> records, boolean reverse, @Nullable Long last) {
      this.records = records;
      this.reverse = reverse;
      this.last = last;
    }

    @Override
    public @Nullable Record next() {
      Cursor<Long, Bson> open = cursor;
      if (open == null) {
        Long from = last;
        Long start = from == null ? null : Long.valueOf(reverse ? from - 1 : from + 1);
        open = records.cursor(start, null, reverse);
        cursor = open;
      }
      if (!open.hasNext()) {
        return null;
      }
      Long key = open.next();
      last = key;
      return new Record(key, open.getValue());
    }

    @Override
    public void pause() {
      cursor = null;
    }
  }

  private static final class ByIndex implements RecordCursor {
    private final MVMap<Long, Bson> records;
    private final Entries entries;

    ByIndex(MVMap<Long, Bson> records, Entries entries) {
      this.records = records;
      this.entries = entries;
    }

    @Override
    public @Nullable Record next() {
      while (true) {
        long record = entries.next();
        if (record < 0) {
          return null;
        }
        Bson found = records.get(record);
        if (found != null) {
          return new Record(record, found);
        }
      }
    }

    @Override
    public void pause() {
      entries.pause();
    }

    @Override
    public long keysExamined() {
      return entries.examined();
    }
  }

  private static final class Union implements RecordCursor {
    private final List<RecordCursor> parts;
    private final Set<Long> seen = new HashSet<>();
    private int at;

    Union(List<RecordCursor> parts) {
      this.parts = parts;
    }

    @Override
    public @Nullable Record next() {
      while (at < parts.size()) {
        Record record = parts.get(at).next();
        if (record == null) {
          at++;
        } else if (seen.add(record.id())) {
          return record;
        }
      }
      return null;
    }

    @Override
    public void pause() {
      parts.forEach(RecordCursor::pause);
    }

    @Override
    public long keysExamined() {
      return parts.stream().mapToLong(RecordCursor::keysExamined).sum();
    }
  }
}
