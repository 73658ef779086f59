package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Natural order is that of the inserts, and databases whose names begin the same are two. */
class InsertionOrderTest {

  private static final List<Object> IDS = List.of("b", 7, new ObjectId("ffffffffffffffffffffffff"), "a", 1.5, 3L);

  @TempDir Path folder;

  @Test
  void isTheOrderOfTheInserts() {
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> found = client.getDatabase("d").getCollection("c");
      IDS.forEach(id -> found.insertOne(new Document("_id", id)));
      assertThat(ids(found)).isEqualTo(IDS);
      found.updateOne(new Document("_id", 7), new Document("$set", new Document("n", 1)));
      found.deleteOne(new Document("_id", 3L));
      found.insertOne(new Document("_id", 0));
      assertThat(ids(found)).containsExactly(List.of("b", 7, IDS.get(2), "a", 1.5, 0).toArray());
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> found = client.getDatabase("d").getCollection("c");
      found.insertOne(new Document("_id", -1));
      assertThat(ids(found)).containsExactly(List.of("b", 7, IDS.get(2), "a", 1.5, 0, -1).toArray());
    }
  }

  private static List<Object> ids(MongoCollection<Document> collection) {
    return collection.find().map(document -> document.get("_id")).into(new ArrayList<>());
  }

  @Test
  void aFileOfAnEarlierVersionIsRenumberedWithItsIndexes() {
    MVStore store = new MVStore.Builder().fileName(folder.resolve("cortado.mv").toString()).open();
    MongoServer earlier = new MongoServer(new EarlierBackend(store));
    try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + earlier.bind().getPort())) {
      MongoCollection<Document> found = client.getDatabase("d").getCollection("c");
      found.createIndex(new Document("n", 1), new IndexOptions().unique(true));
      IDS.forEach(id -> found.insertOne(new Document("_id", id).append("n", "of " + id)));
    } finally {
      earlier.shutdownNow();
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> found = client.getDatabase("d").getCollection("c");
      assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(IDS);
      for (Object id : IDS) {
        assertThat(found.find(new Document("_id", id)).first()).containsEntry("n", "of " + id);
        assertThat(found.find(new Document("n", "of " + id)).first()).containsEntry("_id", id);
      }
      assertThatThrownBy(() -> found.insertOne(new Document("n", "of a"))).isInstanceOf(MongoWriteException.class);
      found.insertOne(new Document("_id", "0"));
      assertThat(ids(found)).endsWith("0");
    }
  }

  @Test
  void droppingADatabaseLeavesThoseWhoseNamesBeginTheSame() {
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      for (String name : List.of("shop", "shop2", "shop_test")) {
        MongoDatabase database = client.getDatabase(name);
        database.getCollection("c").createIndex(new Document("n", 1), new IndexOptions().unique(true));
        database.getCollection("c").insertOne(new Document("_id", 1).append("n", name));
      }
      client.getDatabase("shop").drop();
      assertThat(client.listDatabaseNames()).containsExactly("shop2", "shop_test");
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      assertThat(client.getDatabase("shop").getCollection("c").countDocuments()).isZero();
      for (String name : List.of("shop2", "shop_test")) {
        MongoCollection<Document> found = client.getDatabase(name).getCollection("c");
        assertThat(found.find(new Document("n", name)).first()).containsEntry("_id", 1);
        assertThat(found.listIndexes()).hasSize(2);
      }
    }
  }

  /** What earlier versions wrote: documents as BSON under their ids. */
  private static final class EarlierBackend extends H2Backend {

    EarlierBackend(MVStore store) {
      super(store);
    }

    @Override
    protected de.bwaldvogel.mongo.MongoDatabase openOrCreateDatabase(String name) {
      return new H2Database(name, getMvStore(), getCursorRegistry()) {
        @Override
        protected de.bwaldvogel.mongo.MongoCollection<Object> openOrCreateCollection(
            String collection, CollectionOptions options) {
          String fullName = getFullCollectionNamespace(collection);
          MVMap<Object, de.bwaldvogel.mongo.bson.Document> documents =
              getMvStore()
                  .openMap(
                      "databases." + fullName,
                      new MVMap.Builder<Object, de.bwaldvogel.mongo.bson.Document>().valueType(new DocumentType()));
          return new H2Collection(
              this, collection, options, documents, getMvStore().openMap("meta." + fullName), cursorRegistry);
        }
      };
    }
  }
}
