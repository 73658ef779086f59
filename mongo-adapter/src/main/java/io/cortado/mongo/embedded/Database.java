package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.cortado.mongo.embedded.value.Collation;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database in maps of one file: its collections, their statistics and our indexes. Runs on the server's thread.
 *
 * <p>The library has such a class, but its {@code drop} takes every database whose name begins the same.
 */
final class Database extends AbstractSynchronizedMongoDatabase<Object> {

  private static final String COLLECTIONS = "databases.";
  private static final String STATISTICS = "meta.";

  /** Between a collection's full name and an index's in the name of the index's map. */
  private static final String INDEX = "._index_";

  private final MVStore store;
  private final Duplicates duplicates;
  private final CurrentCollation current;

  /** The collation of the index that is being made; null while indexes of the file are opened. */
  private @Nullable Collation made;

  Database(
      String name, MVStore store, CursorRegistry cursors, Duplicates duplicates, CurrentCollation current) {
    // The library's constructor opens the indexes already, so the fields must be there before it runs.
    this.store = store;
    this.duplicates = duplicates;
    this.current = current;
    super(name, cursors);
    initializeNamespacesAndIndexes();
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
    String fullName = getFullCollectionNamespace(collectionName);
    MVMap.Builder<Object, Document> asBson = new MVMap.Builder<Object, Document>().valueType(new DocumentType());
    MVMap<Object, Document> documents = store.openMap(COLLECTIONS + fullName, asBson);
    MVMap<String, Object> statistics = store.openMap(STATISTICS + fullName);
    InsertionOrder.establish(store, documents, statistics, fullName + INDEX);
    return new Documents(this, collectionName, options, documents, statistics, cursorRegistry, current);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    MVMap<KeyValue, Object> map = store.openMap(indexMap(collectionName, indexName));
    return new UniqueIndex(map, indexName, keys, sparse, duplicates, indexCollation(collectionName, indexName));
  }

  private String indexMap(String collectionName, String indexName) {
    return getFullCollectionNamespace(collectionName) + INDEX + indexName;
  }

  private Collation indexCollation(String collectionName, String indexName) {
    if (made != null) {
      return made;
    }
    MongoCollection<Object> known = indexes.get();
    String namespace = getFullCollectionNamespace(collectionName);
    return known == null
        ? Collation.SIMPLE
        : known.queryAllAsStream()
            .filter(index -> indexName.equals(index.get("name")) && namespace.equals(index.get("ns")))
            .findFirst()
            .map(Collation::of)
            .orElse(Collation.SIMPLE);
  }

  @Override
  protected void dropIndex(MongoCollection<Object> collection, String indexName) {
    super.dropIndex(collection, indexName);
    store.removeMap(indexMap(collection.getCollectionName(), indexName));
  }

  @Override
  public void dropCollection(String collectionName, Oplog oplog) {
    super.dropCollection(collectionName, oplog);
    String fullName = getFullCollectionNamespace(collectionName);
    store.removeMap(COLLECTIONS + fullName);
    store.removeMap(STATISTICS + fullName);
  }

  @Override
  protected long getStorageSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }

  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
    String oldFull = collection.getFullName();
    String newFull = getFullCollectionNamespace(newName);
    for (String map : List.copyOf(store.getMapNames())) {
      if (map.equals(COLLECTIONS + oldFull) || map.equals(STATISTICS + oldFull)) {
        store.renameMap(store.openMap(map), map.substring(0, map.length() - oldFull.length()) + newFull);
      } else if (map.startsWith(oldFull + INDEX)) {
        store.renameMap(store.openMap(map), newFull + map.substring(oldFull.length()));
      }
    }
    super.moveCollection(from, collection, newName);
  }

  @Override
  protected synchronized void addIndex(Document description) {
    Collation collation = Collation.of(description);
    description.remove("collation");
    if (!collation.isSimple()) {
      description.put("collation", collation.description());
    }
    made = collation;
    try {
      super.addIndex(description);
    } catch (IndexBuildFailedException e) {
      // The library leaves the keys that it had before the failure, and would take them for a finished index.
      String collectionName = String.valueOf(description.get("ns")).substring(getDatabaseName().length() + 1);
      store.removeMap(indexMap(collectionName, String.valueOf(description.get("name"))));
      throw e;
    } finally {
      made = null;
    }
  }

  @Override
  public synchronized Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    if (!command.equals("aggregate")) {
      return super.handleCommand(channel, command, query, databases, oplog);
    }
    MongoCollection<Object> collection = resolveCollection(String.valueOf(query.get(command)), false);
    Pipeline pipeline = new Pipeline(databases, this, collection, oplog, current.collation());
    String namespace = getFullCollectionNamespace(String.valueOf(query.get(command)));
    Document cursor = new Document("id", 0L).append("ns", namespace).append("firstBatch", pipeline.run(query));
    return new Document("cursor", cursor).append("ok", 1.0);
  }

  /** A collection that is made when it is not there. */
  Documents documents(String name) {
    return (Documents) resolveOrCreateCollection(name);
  }
}
