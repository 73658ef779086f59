package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection: its records in the order of their numbers, which is that of the inserts, and its indexes. What it does
 * is done at once and is the base of what {@link Access} does. Runs on the server's thread.
 */
public final class Table {

  private final Store store;
  private final String database;
  private String name;
  private final Entry entry;
  private final MVMap<Long, Bson> records;
  private final List<Index> indexes = new ArrayList<>();
  private Collation collation;
  private long nextRecord = -1;
  private long size = -1;
  private boolean dropped;

  Table(Store store, String database, String name, Entry entry) {
    this.store = store;
    this.database = database;
    this.name = name;
    this.entry = entry;
    this.records = store.openRecords(entry.id());
    this.collation = Collation.of(entry.options());
    for (Document stored : entry.indexes()) {
      IndexSpec spec = new IndexSpec((Document) Objects.requireNonNull(stored.get("spec")));
      MVMap<byte[], Boolean> map = store.openKeys(number(stored));
      indexes.add(new Index(spec, map, Boolean.TRUE.equals(stored.get("multikey"))));
    }
  }

  public Entry entry() {
    return entry;
  }

  public String database() {
    return database;
  }

  public String name() {
    return name;
  }

  void name(String changed) {
    name = changed;
  }

  public String namespace() {
    return database + "." + name;
  }

  /** The collation of operations that have none. */
  public Collation collation() {
    return collation;
  }

  public List<Index> indexes() {
    return indexes;
  }

  public @Nullable Index index(String wanted) {
    for (Index index : indexes) {
      if (index.spec().name().equals(wanted)) {
        return index;
      }
    }
    return null;
  }

  private Index idIndex() {
    return indexes.getFirst();
  }

  public long count() {
    return records.sizeAsLong();
  }

  /** The bytes of all documents. */
  public long size() {
    if (size < 0) {
      size = 0;
      RecordCursor all = after(-1);
      for (Record record = all.next(); record != null; record = all.next()) {
        size += record.bson().bytes().length;
      }
    }
    return size;
  }

  private void resize(long by) {
    if (size >= 0) {
      size += by;
    }
  }

  public @Nullable Bson get(long record) {
    return records.get(record);
  }

  public @Nullable Record byId(@Nullable Object id) {
    long record = idIndex().find(id);
    Bson bson = record < 0 ? null : records.get(record);
    return bson == null ? null : new Record(record, bson);
  }

  RecordCursor open(Plan plan) {
    return Scans.of(records, plan);
  }

  /** The records with a greater number, in their order. */
  public RecordCursor after(long record) {
    return Scans.after(records, record);
  }

  /** The greatest number of a record, or -1. */
  public long lastRecord() {
    Long last = records.lastKey();
    return last == null ? -1 : last;
  }

  long nextRecord() {
    if (nextRecord < 0) {
      nextRecord = lastRecord() + 1;
    }
    return nextRecord++;
  }

  /** The document's keys in each index; throws when one is there already that must not be. */
  List<List<byte[]>> checkedKeys(Document document, long record) {
    List<List<byte[]>> all = new ArrayList<>(indexes.size());
    for (Index index : indexes) {
      boolean before = index.multikey();
      List<byte[]> keys = index.keys(document);
      index.check(keys, record, document, namespace());
      all.add(keys);
      if (index.multikey() != before) {
        remember();
      }
    }
    return all;
  }

  Record insert(long number, Bson bson) {
    Document document = bson.document();
    List<List<byte[]>> keys = checkedKeys(document, number);
    records.put(number, bson);
    for (int i = 0; i < keys.size(); i++) {
      indexes.get(i).add(keys.get(i), number);
    }
    resize(bson.bytes().length);
    return new Record(number, bson);
  }

  Record replace(Record before, Bson after) {
    List<List<byte[]>> keys = checkedKeys(after.document(), before.id());
    records.put(before.id(), after);
    for (int i = 0; i < keys.size(); i++) {
      Index index = indexes.get(i);
      index.change(index.keys(before.document()), keys.get(i), before.id());
    }
    resize(after.bytes().length - before.bson().bytes().length);
    return new Record(before.id(), after);
  }

  void delete(Record record) {
    for (Index index : indexes) {
      index.remove(index.keys(record.document()), record.id());
    }
    records.remove(record.id());
    resize(-record.bson().bytes().length);
  }

  /** Makes an index of all documents. */
  public Index addIndex(IndexSpec spec) {
    long id = store.nextId();
    Index index = new Index(spec, store.openKeys(id), false);
    try {
      RecordCursor all = after(-1);
      for (Record record = all.next(); record != null; record = all.next()) {
        List<byte[]> keys = index.keys(record.document());
        index.check(keys, record.id(), record.document(), namespace());
        index.add(keys, record.id());
      }
    } catch (RuntimeException e) {
      store.removeKeys(id);
      throw e;
    }
    indexes.add(index);
    entry.indexes().add(new Document("id", id).append("spec", spec.description()).append("multikey", index.multikey()));
    store.save(this);
    return index;
  }

  public void dropIndex(Index index) {
    int at = indexes.indexOf(index);
    indexes.remove(at);
    Document stored = entry.indexes().remove(at);
    store.removeKeys(number(stored));
    store.save(this);
  }

  /** Gives an index a changed description. */
  public void changeIndex(Index index, IndexSpec spec) {
    int at = indexes.indexOf(index);
    indexes.set(at, index.as(spec));
    entry.indexes().get(at).put("spec", spec.description());
    store.save(this);
  }

  private void remember() {
    for (int i = 0; i < indexes.size(); i++) {
      entry.indexes().get(i).put("multikey", indexes.get(i).multikey());
    }
    store.save(this);
  }

  public void options(Document changed) {
    entry.options(changed);
    collation = Collation.of(changed);
    store.save(this);
  }

  public boolean isCapped() {
    return Boolean.TRUE.equals(entry.options().get("capped"));
  }

  /** True when a capped collection has more than it may have. */
  boolean isOverfull() {
    Document options = entry.options();
    return options.get("size") instanceof Number most && size() > most.longValue()
        || options.get("max") instanceof Number max && max.longValue() > 0 && count() > max.longValue();
  }

  @Nullable Record first() {
    return after(-1).next();
  }

  public boolean isDropped() {
    return dropped;
  }

  void removeMaps() {
    dropped = true;
    store.removeRecords(entry.id());
    entry.indexes().forEach(index -> store.removeKeys(number(index)));
  }

  void requireRoom(Bson bson) {
    if (bson.bytes().length > Store.MAX_DOCUMENT) {
      throw Errors.of(17419, "Resulting document after update is larger than " + Store.MAX_DOCUMENT);
    }
  }

  /** The number of an index's map, as the catalog holds it. */
  private static long number(Document stored) {
    return (Long) Objects.requireNonNull(stored.get("id"));
  }
}
