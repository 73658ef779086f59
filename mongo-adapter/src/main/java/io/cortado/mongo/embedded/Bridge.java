package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.cortado.mongo.embedded.commands.Ids;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Values;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The storage library's aggregation and projection over our store. Runs on the server's thread. */
public final class Bridge {

  private Bridge() {}

  /** Refuses by their names the operators that nobody evaluates yet. */
  public static void guard(Document query) {
    Guard.check("count", new Document("count", "").append("query", query));
  }

  /** The documents that an aggregation results in. */
  public static List<Document> aggregate(
      Access access, String database, String collection, List<Document> stages, Collation collation) {
    Document query = new Document("aggregate", collection).append("pipeline", stages).append("cursor", new Document());
    if (!collation.isSimple()) {
      query.append("collation", collation.description());
    }
    Guard.check("aggregate", query);
    Repairs.before("aggregate", query);
    DatabaseResolver databases = name -> new Base(access, name);
    Base base = new Base(access, database);
    return new Pipeline(databases, base, base.resolveCollection(collection, false), NoopOplog.get(), collation).run(query);
  }

  private record Base(@Nullable Access access, String name) implements MongoDatabase {

    Access store() {
      return java.util.Objects.requireNonNull(access);
    }

    @Override
    public String getDatabaseName() {
      return name;
    }

    @Override
    public void handleClose(Channel channel) {}

    @Override
    public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver all, Oplog oplog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public MongoCollection<?> createCollectionOrThrowIfExists(String collection, CollectionOptions options) {
      return new Held(this, store().store().create(name, collection, new Document()));
    }

    @Override
    public @Nullable MongoCollection<?> resolveCollection(String collection, boolean throwing) {
      Table table = store().store().table(name, collection);
      return table == null ? null : new Held(this, table);
    }

    @Override
    public void drop(Oplog oplog) {}

    @Override
    public void dropCollection(String collection, Oplog oplog) {
      Table table = store().store().table(name, collection);
      if (table != null) {
        store().store().drop(table);
      }
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String to) {
      store().store().rename(((Held) collection).table, name, to);
    }

    @Override
    public void unregisterCollection(String collection) {}
  }

  private static final class Held implements MongoCollection<Object> {
    private final Base base;
    private final Table table;

    Held(Base base, Table table) {
      this.base = base;
      this.table = table;
    }

    @Override
    public java.util.UUID getUuid() {
      return table.entry().uuid();
    }

    @Override
    public MongoDatabase getDatabase() {
      return base;
    }

    @Override
    public String getCollectionName() {
      return table.name();
    }

    @Override
    public void addIndex(de.bwaldvogel.mongo.backend.Index<Object> index) {}

    @Override
    public void dropIndex(String name) {}

    @Override
    public void addDocument(Document document) {
      Document ordered = new Document("_id", document.containsKey("_id") ? document.get("_id") : Ids.next());
      document.forEach(ordered::putIfAbsent);
      base.store().insert(table, ordered);
    }

    @Override
    public void removeDocument(Document document) {}

    @Override
    public QueryResult handleQuery(QueryParameters parameters) {
      Filter filter = Filter.of(parameters.getQuerySelector(), Values.SIMPLE);
      List<Document> found = new ArrayList<>();
      RecordCursor all = base.store().open(table, io.cortado.mongo.embedded.index.Planner.natural(false, true));
      for (Record record = all.next(); record != null; record = all.next()) {
        if (filter.matches(record.document())) {
          found.add(record.bson().copy());
        }
      }
      return new QueryResult(found);
    }

    @Override
    public List<Document> insertDocuments(List<Document> documents, boolean ordered) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Document updateDocuments(
        Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Document handleDistinct(Document query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Document getStats() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Document validate() {
      throw new UnsupportedOperationException();
    }

    /** What {@code $merge} replaces a document by. */
    @Override
    public Document findAndModify(Document query) {
      Record record = base.store().byId(table, ((Document) query.get("query")).get("_id"));
      if (record != null) {
        base.store().replace(table, record, (Document) query.get("update"), query.get("update"));
      }
      return new Document("ok", 1.0);
    }

    @Override
    public int count(Document query, int skip, int limit) {
      return (int) table.count();
    }

    @Override
    public int count() {
      return (int) table.count();
    }

    @Override
    public List<de.bwaldvogel.mongo.backend.Index<Object>> getIndexes() {
      List<de.bwaldvogel.mongo.backend.Index<Object>> all = new ArrayList<>();
      for (io.cortado.mongo.embedded.index.Index index : table.indexes()) {
        if (index.spec().unique()) {
          List<de.bwaldvogel.mongo.backend.IndexKey> keys =
              index.spec().key().keySet().stream()
                  .map(path -> new de.bwaldvogel.mongo.backend.IndexKey(path, true))
                  .toList();
          all.add(new Unique(index.spec().name(), keys));
        }
      }
      return all;
    }

    @Override
    public void renameTo(MongoDatabase to, String name) {}

    @Override
    public void drop() {}
  }

  private static final class Unique extends de.bwaldvogel.mongo.backend.EmptyIndex<Object> {
    Unique(String name, List<de.bwaldvogel.mongo.backend.IndexKey> keys) {
      super(name, keys);
    }

    @Override
    public boolean isUnique() {
      return true;
    }
  }
}
