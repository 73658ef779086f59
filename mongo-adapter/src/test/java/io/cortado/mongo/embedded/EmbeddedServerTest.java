package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

  @TempDir Path folder;

  private static MongoCollection<Document> collection(MongoClient client) {
    return client.getDatabase("d").getCollection("c");
  }

  @Test
  void keepsDocumentsAndIndexesOverARestart() {
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      collection(client).insertMany(List.of(new Document("_id", 1).append("a", "x"), new Document("_id", 2)));
      collection(client).createIndex(new Document("a", 1));
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      assertThat(collection(client).find(new Document("a", "x")).first()).containsEntry("_id", 1);
      assertThat(collection(client).listIndexes().map(index -> index.getString("name")))
          .containsExactly("_id_", "a_1");
    }
  }

  @Test
  void saysThatAnotherProcessUsesTheFolder() {
    try (EmbeddedServer server = EmbeddedServer.start(0, folder)) {
      assertThat(server.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedServer.start(0, folder))
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessage(
              "The database folder " + folder + " is in use by another process. Stop that process,"
                  + " or set MONGODB_URI to another database.");
    }
  }

  @Test
  void saysThatTheFileIsDamaged() throws Exception {
    Files.write(folder.resolve("cortado.mv"), new byte[20_000]);
    assertThatThrownBy(() -> EmbeddedServer.start(0, folder))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessage(
            "The database file " + folder.resolve("cortado.mv") + " is damaged. Restore it from a copy, or move the"
                + " folder " + folder + " away to start with an empty database.");
  }

  @Test
  void saysThatThePortIsTaken() {
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      assertThatThrownBy(() -> EmbeddedServer.start(server.port(), null))
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessageStartingWith("The development database cannot listen on 127.0.0.1:" + server.port());
    }
  }

  @Test
  void renamesACollectionWithItsIndexes() {
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      collection(client).createIndex(new Document("a", 1), new IndexOptions().unique(true));
      collection(client).insertOne(new Document("_id", 1).append("a", "x"));
      collection(client).renameCollection(new MongoNamespace("d.moved"));
      collection(client).insertOne(new Document("_id", 1).append("a", "x"));
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> moved = client.getDatabase("d").getCollection("moved");
      assertThat(moved.find(new Document("a", "x")).first()).containsEntry("_id", 1);
      assertThatThrownBy(() -> moved.insertOne(new Document("_id", 2).append("a", "x")))
          .hasMessageContaining("E11000 duplicate key error collection: d.moved index: a_1");
      collection(client).insertOne(new Document("_id", 2).append("a", "x"));
    }
  }

  @Test
  void closesTwice() {
    EmbeddedServer server = EmbeddedServer.start(0, folder);
    server.close();
    server.close();
    assertThat(folder.resolve("cortado.mv")).exists();
  }
}
