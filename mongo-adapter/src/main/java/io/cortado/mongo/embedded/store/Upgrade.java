package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.IndexSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what earlier versions wrote: a map of documents for each collection, and what is known of indexes in the
 * collection {@code system.indexes} of each database. All of it is one commit. Runs on the server's thread.
 */
final class Upgrade {

  private static final String COLLECTIONS = "databases.";
  private static final String STATISTICS = "meta.";
  private static final String INDEX = "._index_";

  private final MVStore file;
  private final Store store;

  private Upgrade(MVStore file, Store store) {
    this.file = file;
    this.store = store;
  }

  static void of(MVStore file, Store store) {
    List<String> maps = List.copyOf(file.getMapNames());
    if (maps.stream().noneMatch(name -> name.startsWith(COLLECTIONS))) {
      return;
    }
    Upgrade upgrade = new Upgrade(file, store);
    for (String map : maps) {
      if (map.startsWith(COLLECTIONS)) {
        upgrade.collection(map.substring(COLLECTIONS.length()));
      }
    }
    for (String map : maps) {
      if (map.startsWith(COLLECTIONS) || map.startsWith(STATISTICS) || map.contains(INDEX)) {
        file.removeMap(map);
      }
    }
    file.commit();
  }

  private void collection(String namespace) {
    String database = Store.database(namespace);
    String name = Store.collection(namespace);
    if (name.equals("system.indexes") || name.equals("system.namespaces")) {
      return;
    }
    Table table = store.create(database, name, new Document());
    for (Document document : documents(namespace)) {
      Document stored = new Document("_id", document.get("_id"));
      stored.putAll(document);
      table.insert(table.nextRecord(), Bson.of(stored));
    }
    for (Document index : documents(database + ".system.indexes")) {
      if (namespace.equals(index.get("ns")) && !"_id_".equals(index.get("name"))) {
        Document spec = new Document("v", 2);
        spec.putAll(index);
        spec.remove("ns");
        table.addIndex(new IndexSpec(spec));
      }
    }
  }

  private List<Document> documents(String namespace) {
    String map = COLLECTIONS + namespace;
    if (!file.hasMap(map)) {
      return List.of();
    }
    MVMap<Object, @Nullable Document> documents =
        file.openMap(map, new MVMap.Builder<Object, @Nullable Document>().valueType(new EarlierType()));
    List<Document> result = new ArrayList<>();
    for (Document document : documents.values()) {
      if (document != null) {
        result.add(document);
      }
    }
    return result;
  }

  /** Documents were BSON already. */
  private static final class EarlierType extends BasicDataType<Document> {

    @Override
    public int getMemory(Document document) {
      return 1_000;
    }

    @Override
    public void write(WriteBuffer target, Document document) {
      target.put(BsonWriter.bytesOf(document));
    }

    @Override
    public Document read(ByteBuffer source) {
      byte[] bytes = new byte[Integer.reverseBytes(source.getInt(source.position()))];
      source.get(bytes);
      return BsonReader.read(bytes);
    }

    @Override
    public Document[] createStorage(int size) {
      return new Document[size];
    }
  }
}
