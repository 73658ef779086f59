package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction. It sees what was committed when it began and its own writes, which nobody else sees before its end: it
 * keeps them beside the collections, and with them what others have changed meanwhile as it was before. Who is second to
 * write a document has a {@link WriteConflict}. Runs on the server's thread.
 */
public final class Transaction extends Access {

  private static final class Changes {
    /** Records that others have changed, as they were; null for those that were not there. */
    final Map<Long, @Nullable Bson> before = new HashMap<>();

    /** What this transaction has written; null for what it has deleted. */
    final Map<Long, Written> own = new TreeMap<>();

    boolean isEmpty() {
      return before.isEmpty() && own.isEmpty();
    }

    boolean has(long record) {
      return own.containsKey(record) || before.containsKey(record);
    }
  }

  /** {@code spec} is the update that made it, for the journal. */
  private record Written(@Nullable Bson bson, @Nullable Object spec) {}

  private final Map<Table, Changes> changes = new HashMap<>();
  private final List<Table> created = new ArrayList<>();
  private final boolean explicit;
  private boolean ended;

  Transaction(Store store, boolean explicit) {
    super(store);
    this.explicit = explicit;
  }

  @Override
  public boolean isTransaction() {
    return explicit;
  }

  public boolean isEnded() {
    return ended;
  }

  boolean hasWritten() {
    return changes.values().stream().anyMatch(table -> !table.own.isEmpty());
  }

  private Changes of(Table table) {
    return changes.computeIfAbsent(table, key -> new Changes());
  }

  private boolean hasNone(Table table) {
    Changes own = changes.get(table);
    return own == null || own.isEmpty();
  }

  /** Somebody else changes a record, which is {@code bson} still, or null when it is not there. */
  void othersChange(Table table, long record, @Nullable Bson bson) {
    Map<Long, @Nullable Bson> before = of(table).before;
    if (!before.containsKey(record)) {
      before.put(record, bson);
    }
  }

  /** A collection that is made for this transaction is dropped again when it is aborted. */
  @Override
  public Table tableForWrite(String database, String collection) {
    boolean isNew = store().table(database, collection) == null;
    Table table = super.tableForWrite(database, collection);
    if (isNew) {
      created.add(table);
    }
    return table;
  }

  private @Nullable Bson seen(Table table, long record) {
    Changes own = of(table);
    Written written = own.own.get(record);
    if (written != null) {
      return written.bson;
    }
    return own.before.containsKey(record) ? own.before.get(record) : table.get(record);
  }

  @Override
  public @Nullable Record byId(Table table, @Nullable Object id) {
    Record record = table.byId(id);
    if (hasNone(table)) {
      return record;
    }
    Changes own = of(table);
    if (record != null && !own.has(record.id())) {
      return record;
    }
    for (Record other : beside(own)) {
      if (Values.SIMPLE.areEqual(other.document().get("_id"), id)) {
        return other;
      }
    }
    return null;
  }

  @Override
  public @Nullable Record current(Table table, Record record) {
    Bson bson = seen(table, record.id());
    return bson == null ? null : new Record(record.id(), bson);
  }

  /** The records that are seen otherwise than in the collection, in their order. */
  private static List<Record> beside(Changes own) {
    Map<Long, Bson> all = new TreeMap<>();
    own.before.forEach(
        (record, bson) -> {
          if (bson != null && !own.own.containsKey(record)) {
            all.put(record, bson);
          }
        });
    own.own.forEach(
        (record, written) -> {
          if (written.bson != null) {
            all.put(record, written.bson);
          }
        });
    List<Record> result = new ArrayList<>();
    all.forEach((record, bson) -> result.add(new Record(record, bson)));
    return result;
  }

  @Override
  public boolean isPlain(Table table) {
    return hasNone(table);
  }

  @Override
  public RecordCursor open(Table table, Plan plan) {
    RecordCursor committed = table.open(plan);
    return hasNone(table) ? new Guarded(table, committed) : merged(table, committed, plan);
  }

  /** A cursor that began before there were changes goes round those that come. */
  private final class Guarded implements RecordCursor {
    private final Table table;
    private final RecordCursor committed;

    Guarded(Table table, RecordCursor committed) {
      this.table = table;
      this.committed = committed;
    }

    @Override
    public @Nullable Record next() {
      while (true) {
        Record record = committed.next();
        if (record == null || hasNone(table)) {
          return record;
        }
        Bson bson = seen(table, record.id());
        if (bson != null) {
          return new Record(record.id(), bson);
        }
      }
    }

    @Override
    public void pause() {
      committed.pause();
    }

    @Override
    public long keysExamined() {
      return committed.keysExamined();
    }
  }

  private RecordCursor merged(Table table, RecordCursor committed, Plan plan) {
    Changes own = of(table);
    List<Record> beside = beside(own);
    if (plan.reverse()) {
      beside = beside.reversed();
    }
    return new Merged(own, committed, beside, plan.isScan(), plan.reverse());
  }

  private static final class Merged implements RecordCursor {
    private final Changes own;
    private final RecordCursor committed;
    private final List<Record> beside;
    private final boolean byNumber;
    private final boolean reverse;
    private int at;
    private @Nullable Record ahead;

    Merged(Changes own, RecordCursor committed, List<Record> beside, boolean byNumber, boolean reverse) {
      this.own = own;
      this.committed = committed;
      this.beside = beside;
      this.byNumber = byNumber;
      this.reverse = reverse;
    }

    @Override
    public @Nullable Record next() {
      Record next = ahead;
      while (next == null || own.has(next.id())) {
        next = committed.next();
        if (next == null) {
          break;
        }
      }
      ahead = next;
      Record other = at < beside.size() ? beside.get(at) : null;
      boolean first = other != null && (next == null || byNumber && other.id() < next.id() != reverse);
      if (first) {
        at++;
        return other;
      }
      ahead = null;
      return next;
    }

    @Override
    public void pause() {
      committed.pause();
    }

    @Override
    public long keysExamined() {
      return committed.keysExamined();
    }
  }

  @Override
  public long count(Table table) {
    if (hasNone(table)) {
      return table.count();
    }
    long count = table.count();
    Changes own = of(table);
    for (long record : allOf(own)) {
      count += (seen(table, record) == null ? 0 : 1) - (table.get(record) == null ? 0 : 1);
    }
    return count;
  }

  private static List<Long> allOf(Changes own) {
    List<Long> all = new ArrayList<>(own.before.keySet());
    own.own.keySet().stream().filter(record -> !own.before.containsKey(record)).forEach(all::add);
    return all;
  }

  private void requireFree(Table table, long record) {
    if (of(table).before.containsKey(record)) {
      throw new WriteConflict();
    }
    store().requireFree(table, record, this);
  }

  /** Whether another transaction can be in the way of a change of this record. */
  boolean holds(Table table, long record) {
    Changes own = changes.get(table);
    return own != null && own.own.containsKey(record);
  }

  /** True when a record that was written here has one of the keys. */
  boolean holdsKey(Table table, Index index, List<byte[]> keys, long besides) {
    Changes own = changes.get(table);
    if (own == null) {
      return false;
    }
    for (Map.Entry<Long, Written> written : own.own.entrySet()) {
      Bson bson = written.getValue().bson;
      if (bson != null && written.getKey() != besides && shares(index.keys(bson.document()), keys)) {
        return true;
      }
    }
    return false;
  }

  private static boolean shares(List<byte[]> some, List<byte[]> others) {
    for (byte[] one : some) {
      for (byte[] other : others) {
        if (java.util.Arrays.equals(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private void requireUnique(Table table, Document document, long record) {
    Changes own = of(table);
    for (Index index : table.indexes()) {
      List<byte[]> keys = index.keys(document);
      if (!index.spec().unique()) {
        continue;
      }
      for (byte[] key : keys) {
        long holder = index.holder(key, record);
        if (holder >= 0 && !own.own.containsKey(holder)) {
          if (own.before.containsKey(holder)) {
            throw new WriteConflict();
          }
          throw index.duplicate(document, table.namespace());
        }
      }
      if (holdsKey(table, index, keys, record)) {
        throw index.duplicate(document, table.namespace());
      }
      store().requireFreeKeys(table, index, keys, this);
    }
  }

  @Override
  Record insert(Table table, long number, Bson bson) {
    requireUnique(table, bson.document(), number);
    of(table).own.put(number, new Written(bson, null));
    return new Record(number, bson);
  }

  @Override
  Record replace(Table table, Record before, Bson bson, @Nullable Object spec) {
    requireFree(table, before.id());
    requireUnique(table, bson.document(), before.id());
    of(table).own.put(before.id(), new Written(bson, spec));
    return new Record(before.id(), bson);
  }

  @Override
  public void delete(Table table, Record record) {
    requireFree(table, record.id());
    of(table).own.put(record.id(), new Written(null, null));
  }

  /** Does what was written, for all to see. */
  public void commit() {
    end();
    for (Table table : changes.keySet()) {
      if (table.isDropped() && !of(table).own.isEmpty()) {
        throw new WriteConflict();
      }
    }
    Access direct = store().direct();
    // Keys that one record gives up and another takes are free only after the former.
    for (boolean freeing : new boolean[] {true, false}) {
      changes.forEach(
          (table, own) -> own.own.forEach((record, written) -> apply(direct, table, record, written, freeing)));
    }
  }

  private static void apply(Access direct, Table table, long number, Written written, boolean freeing) {
    Bson before = table.get(number);
    if (freeing) {
      if (before != null && written.bson == null) {
        direct.delete(table, new Record(number, before));
      }
    } else if (written.bson != null) {
      if (before == null) {
        direct.insert(table, number, written.bson);
      } else {
        direct.replace(table, new Record(number, before), written.bson, written.spec);
      }
    }
  }

  public void abort() {
    if (!ended) {
      end();
      created.stream().filter(table -> !table.isDropped() && table.count() == 0).forEach(store()::drop);
    }
  }

  private void end() {
    ended = true;
    store().ended(this);
  }
}
