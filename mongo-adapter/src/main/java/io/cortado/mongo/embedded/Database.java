package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database of the storage library with indexes of our own. Runs on the server's thread. */
final class Database extends H2Database {

  private final MVStore store;
  private final Duplicates duplicates;

  Database(String name, MVStore store, CursorRegistry cursors, Duplicates duplicates) {
    // The library's constructor opens the indexes already, so the fields must be there before it runs.
    this.store = store;
    this.duplicates = duplicates;
    super(name, store, cursors);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
    String fullName = getFullCollectionNamespace(collectionName);
    MVMap.Builder<Object, Document> asBson = new MVMap.Builder<Object, Document>().valueType(new DocumentType());
    MVMap<Object, Document> documents = store.openMap("databases." + fullName, asBson);
    MVMap<String, Object> statistics = store.openMap("meta." + fullName);
    return new H2Collection(this, collectionName, options, documents, statistics, cursorRegistry);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    MVMap<KeyValue, Object> map = store.openMap(getFullCollectionNamespace(collectionName) + "._index_" + indexName);
    return new UniqueIndex(map, indexName, keys, sparse, duplicates);
  }
}
