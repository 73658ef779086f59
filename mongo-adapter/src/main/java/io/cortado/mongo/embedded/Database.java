package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A database of the storage library with indexes of our own. Runs on the server's thread. */
final class Database extends H2Database {

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
    super(name, store, cursors);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
    String fullName = getFullCollectionNamespace(collectionName);
    MVMap.Builder<Object, Document> asBson = new MVMap.Builder<Object, Document>().valueType(new DocumentType());
    MVMap<Object, Document> documents = store.openMap("databases." + fullName, asBson);
    MVMap<String, Object> statistics = store.openMap("meta." + fullName);
    return new Documents(this, collectionName, options, documents, statistics, cursorRegistry, current);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    MVMap<KeyValue, Object> map = store.openMap(indexMap(collectionName, indexName));
    return new UniqueIndex(map, indexName, keys, sparse, duplicates, indexCollation(collectionName, indexName));
  }

  private String indexMap(String collectionName, String indexName) {
    return getFullCollectionNamespace(collectionName) + "._index_" + indexName;
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

  /** The library looks for the maps under the new name already, and never for those of the indexes. */
  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
    String oldFull = collection.getFullName();
    String newFull = getFullCollectionNamespace(newName);
    for (String map : List.copyOf(store.getMapNames())) {
      if (map.equals("databases." + oldFull) || map.equals("meta." + oldFull)) {
        store.renameMap(store.openMap(map), map.substring(0, map.length() - oldFull.length()) + newFull);
      } else if (map.startsWith(oldFull + "._index_")) {
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
}
