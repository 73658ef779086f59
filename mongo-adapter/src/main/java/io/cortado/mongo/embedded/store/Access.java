package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.value.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes: here of what is committed, at once; in a transaction of what it sees. Runs on the server's thread.
 */
public class Access {

  private final Store store;

  Access(Store store) {
    this.store = store;
  }

  public final Store store() {
    return store;
  }

  public @Nullable Record byId(Table table, @Nullable Object id) {
    return table.byId(id);
  }

  /** The record as it is now; null once it is gone. */
  public @Nullable Record current(Table table, Record record) {
    Bson bson = table.get(record.id());
    return bson == null ? null : new Record(record.id(), bson);
  }

  public RecordCursor open(Table table, Plan plan) {
    return table.open(plan);
  }

  public long count(Table table) {
    return table.count();
  }

  /** True in a transaction, where the first error ends all. */
  public boolean isTransaction() {
    return false;
  }

  /** True when an index alone may count. */
  public boolean isPlain(Table table) {
    return true;
  }

  /** Inserts a document that has its {@code _id}. */
  public final Record insert(Table table, Document document) {
    return insert(table, Bson.of(document));
  }

  /** The same for one with its bytes. */
  public final Record insert(Table table, Bson bson) {
    if (bson.bytes().length > Store.MAX_DOCUMENT) {
      throw Errors.of(
          2,
          "object to insert too large. size in bytes: " + bson.bytes().length + ", max size: " + Store.MAX_DOCUMENT);
    }
    return insert(table, table.nextRecord(), bson);
  }

  Record insert(Table table, long number, Bson bson) {
    Record record = table.insert(number, bson);
    store.changed(table, null, record, null);
    while (table.isCapped() && table.isOverfull()) {
      Record first = table.first();
      if (first == null) {
        break;
      }
      delete(table, first);
    }
    return record;
  }

  /** Puts a document in the place of a record; {@code spec} is the update that has made it of the former one. */
  public Record replace(Table table, Record before, Document document, @Nullable Object spec) {
    Bson after = Bson.of(document);
    table.requireRoom(after);
    return replace(table, before, after, spec);
  }

  Record replace(Table table, Record before, Bson bson, @Nullable Object spec) {
    Record after = table.replace(before, bson);
    store.changed(table, before, after, spec);
    return after;
  }

  public void delete(Table table, Record record) {
    table.delete(record);
    store.changed(table, record, null, null);
  }

  /** The collection for a write, made now when there is none. */
  public Table tableForWrite(String database, String collection) {
    return store.tableForWrite(database, collection);
  }
}
