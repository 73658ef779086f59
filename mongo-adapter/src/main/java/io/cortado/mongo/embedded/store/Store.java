package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The databases in a file: their collections and views by name. Runs on the server's thread. */
public final class Store {

  /** The most bytes of a document. */
  public static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  private static final String CATALOG = "cortado.catalog";
  private static final String STATE = "cortado.state";
  private static final String RECORDS = "records.";
  private static final String KEYS = "keys.";
  private static final long FORMAT = 2;

  private final MVStore file;
  private final MVMap<String, Bson> catalog;
  private final MVMap<String, Long> state;
  private final Map<String, Table> tables = new TreeMap<>();
  private final Map<String, Entry> views = new TreeMap<>();
  private final Access direct = new Access(this);
  private final List<Journal> journals = new ArrayList<>();
  private final List<Transaction> transactions = new ArrayList<>();

  private Store(MVStore file) {
    this.file = file;
    this.catalog = file.openMap(CATALOG, MapTypes.named());
    this.state = file.openMap(STATE);
  }

  /** Opens what is in a file; one of an earlier version is brought to this one's form. */
  public static Store over(MVStore file) {
    boolean isNew = !file.hasMap(CATALOG);
    Store store = new Store(file);
    Long format = store.state.get("format");
    if (format != null && format > FORMAT) {
      throw new NewerFormatException(format);
    }
    store.load();
    if (isNew) {
      store.state.put("format", FORMAT);
      Upgrade.of(file, store);
    }
    return store;
  }

  private void load() {
    for (Map.Entry<String, Bson> stored : catalog.entrySet()) {
      String namespace = stored.getKey();
      Entry entry = new Entry(stored.getValue().copy());
      if (entry.isView()) {
        views.put(namespace, entry);
      } else {
        tables.put(namespace, new Table(this, database(namespace), collection(namespace), entry));
      }
    }
  }

  public static String database(String namespace) {
    return namespace.substring(0, namespace.indexOf('.'));
  }

  public static String collection(String namespace) {
    return namespace.substring(namespace.indexOf('.') + 1);
  }

  public void add(Journal journal) {
    journals.add(journal);
  }

  /** Reads and writes without a transaction. */
  public Access direct() {
    return direct;
  }

  public MVStore file() {
    return file;
  }

  /** For a map of documents by numbers. */
  public static MVMap.Builder<Long, Bson> numbered() {
    return MapTypes.documents();
  }

  /** A number that nothing in the file has. */
  long nextId() {
    long id = state.getOrDefault("nextId", 1L);
    state.put("nextId", id + 1);
    return id;
  }

  MVMap<Long, Bson> openRecords(long id) {
    return file.openMap(RECORDS + id, MapTypes.documents());
  }

  MVMap<byte[], Boolean> openKeys(long id) {
    return file.openMap(KEYS + id, MapTypes.keys());
  }

  void removeRecords(long id) {
    file.removeMap(openRecords(id));
  }

  void removeKeys(long id) {
    file.removeMap(openKeys(id));
  }

  public @Nullable Table table(String database, String collection) {
    return tables.get(database + "." + collection);
  }

  public @Nullable Entry view(String database, String collection) {
    return views.get(database + "." + collection);
  }

  public @Nullable Entry entry(String database, String collection) {
    Table table = table(database, collection);
    return table == null ? view(database, collection) : table.entry();
  }

  /** The collections and views of a database, sorted. */
  public List<String> names(String database) {
    List<String> names = new ArrayList<>();
    String prefix = database + ".";
    tables.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(names::add);
    views.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(names::add);
    return names.stream().map(Store::collection).sorted().toList();
  }

  public List<Table> tables(String database) {
    String prefix = database + ".";
    return tables.entrySet().stream()
        .filter(table -> table.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }

  public List<Table> tables() {
    return List.copyOf(tables.values());
  }

  public List<String> databases() {
    List<String> names = new ArrayList<>();
    tables.keySet().forEach(name -> names.add(database(name)));
    views.keySet().forEach(name -> names.add(database(name)));
    return names.stream().distinct().sorted().toList();
  }

  /** The collection for a write, made now when there is none. */
  public Table tableForWrite(String database, String collection) {
    Table table = table(database, collection);
    return table == null ? create(database, collection, new Document()) : table;
  }

  public Table create(String database, String collection, Document options) {
    Names.requireCollection(database, collection);
    Entry entry = new Entry(nextId(), options.containsKey("timeseries") ? "timeseries" : "collection", options);
    Document id = new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_");
    if (options.get("collation") instanceof Document collation) {
      id.append("collation", collation);
    }
    Document spec = new IndexSpec(id).description();
    entry.indexes().add(new Document("id", nextId()).append("spec", spec).append("multikey", false));
    Table table = new Table(this, database, collection, entry);
    tables.put(table.namespace(), table);
    save(table);
    tell(database, collection, new Document("create", entry.options()));
    return table;
  }

  public void createView(String database, String name, Document options) {
    Names.requireCollection(database, name);
    Entry entry = new Entry(nextId(), "view", options);
    views.put(database + "." + name, entry);
    catalog.put(database + "." + name, Bson.of(entry.toDocument()));
  }

  public void changeView(String database, String name, Document options) {
    Entry entry = java.util.Objects.requireNonNull(view(database, name));
    entry.options(options);
    catalog.put(database + "." + name, Bson.of(entry.toDocument()));
  }

  void save(Table table) {
    catalog.put(table.namespace(), Bson.of(table.entry().toDocument()));
  }

  public void drop(Table table) {
    tables.remove(table.namespace());
    catalog.remove(table.namespace());
    table.removeMaps();
    tell(table.database(), table.name(), new Document("drop", table.entry().uuid()));
  }

  public void dropView(String database, String name) {
    views.remove(database + "." + name);
    catalog.remove(database + "." + name);
  }

  public void dropDatabase(String database) {
    List<Table> all = tables(database);
    all.forEach(this::drop);
    names(database).forEach(view -> dropView(database, view));
    if (!all.isEmpty()) {
      tell(database, null, new Document("dropDatabase", 1));
    }
  }

  /** Gives a collection another name, within its database or to another. */
  public Table rename(Table table, String database, String name) {
    Names.requireCollection(database, name);
    String from = table.namespace();
    tables.remove(from);
    catalog.remove(from);
    Table renamed = table;
    if (database.equals(table.database())) {
      table.name(name);
    } else {
      renamed = new Table(this, database, name, table.entry());
    }
    tables.put(renamed.namespace(), renamed);
    save(renamed);
    Document to = new Document("db", database).append("coll", name);
    tell(database(from), collection(from), new Document("rename", to));
    return renamed;
  }

  public void tell(String database, @Nullable String collection, Document event) {
    journals.forEach(journal -> journal.event(database, collection, event));
  }

  void changed(Table table, @Nullable Record before, @Nullable Record after, @Nullable Object spec) {
    for (Transaction transaction : transactions) {
      Record any = before == null ? after : before;
      if (any != null) {
        transaction.othersChange(table, any.id(), before == null ? null : before.bson());
      }
    }
    for (Journal journal : journals) {
      journal.changed(table, before, after, spec);
    }
  }

  /** Begins a transaction; one that is not {@code explicit} is only to keep out of the way of others. */
  public Transaction begin(boolean explicit) {
    Transaction transaction = new Transaction(this, explicit);
    transactions.add(transaction);
    return transaction;
  }

  void ended(Transaction transaction) {
    transactions.remove(transaction);
  }

  /** True while a transaction has written what nobody else sees. */
  public boolean hasPendingWrites() {
    for (Transaction transaction : transactions) {
      if (transaction.hasWritten()) {
        return true;
      }
    }
    return false;
  }

  void requireFree(Table table, long record, Transaction mine) {
    for (Transaction other : transactions) {
      if (!other.equals(mine) && other.holds(table, record)) {
        throw new WriteConflict();
      }
    }
  }

  void requireFreeKeys(Table table, Index index, List<byte[]> keys, Transaction mine) {
    for (Transaction other : transactions) {
      if (!other.equals(mine) && other.holdsKey(table, index, keys, -1)) {
        throw new WriteConflict();
      }
    }
  }

  /** What the file takes up. */
  public long fileSize() {
    return file.getFileStore() == null ? 0 : file.getFileStore().size();
  }

  /** A number that is kept in the file under a name. */
  public @Nullable Long state(String name) {
    return state.get(name);
  }

  public void state(String name, long value) {
    state.put(name, value);
  }
}
