package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import com.mongodb.client.model.changestream.OperationType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change streams show what was written, in its order, and go on from where they were. */
class ChangeStreamsTest {

  @TempDir Path folder;

  private static MongoChangeStreamCursor<ChangeStreamDocument<Document>> open(ChangeStreamIterable<Document> stream) {
    return stream.cursor();
  }

  @Test
  void showEachKindOfChange() {
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoDatabase database = client.getDatabase("d");
      MongoCollection<Document> collection = database.getCollection("c");
      try (var changes = open(collection.watch())) {
        collection.insertOne(Document.parse("{_id: 1, a: [1], o: {x: 1, y: 1}, s: 1}"));
        collection.updateOne(new Document("_id", 1),
            Document.parse("{$set: {'o.z': 2, t: 1}, $push: {a: 2}, $unset: {s: '', 'o.y': ''}}"));
        collection.updateOne(new Document("_id", 1), Updates.set("t", 1));
        collection.replaceOne(new Document("_id", 1), new Document("r", 1));
        collection.deleteOne(new Document("_id", 1));
        database.getCollection("other").insertOne(new Document());
        collection.renameCollection(new MongoNamespace("d.e"));

        ChangeStreamDocument<Document> inserted = changes.next();
        assertThat(inserted.getOperationType()).isEqualTo(OperationType.INSERT);
        assertThat(inserted.getFullDocument()).containsEntry("s", 1);
        assertThat(inserted.getDocumentKey()).isEqualTo(BsonDocument.parse("{_id: 1}"));
        assertThat(inserted.getNamespace()).isEqualTo(new MongoNamespace("d.c"));
        ChangeStreamDocument<Document> updated = changes.next();
        assertThat(updated.getUpdateDescription().getUpdatedFields())
            .isEqualTo(BsonDocument.parse("{'a.1': 2, 'o.z': 2, t: 1}"));
        assertThat(updated.getUpdateDescription().getRemovedFields()).containsExactly("o.y", "s");
        assertThat(updated.getFullDocument()).isNull();
        assertThat(changes.next().getOperationType()).isEqualTo(OperationType.REPLACE);
        assertThat(changes.next().getOperationType()).isEqualTo(OperationType.DELETE);
        assertThat(changes.next().getDestinationNamespace()).isEqualTo(new MongoNamespace("d.e"));
        assertThat(changes.next().getOperationType()).isEqualTo(OperationType.INVALIDATE);
      }
    }
  }

  @Test
  void waitForWhatComesWhileOthersAreAnswered() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
      try (var changes = open(client.watch(List.of(Document.parse("{$match: {'fullDocument.n': {$gt: 1}}}"))))) {
        CompletableFuture<Document> found = new CompletableFuture<>();
        Thread.startVirtualThread(() -> found.complete(changes.next().getFullDocument()));
        for (int n = 0; n < 3; n++) {
          collection.insertOne(new Document("n", n));
        }
        assertThat(found.get(10, TimeUnit.SECONDS)).containsEntry("n", 2);
      }
    }
  }

  @Test
  void goOnAfterARestart() {
    BsonDocument token;
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
      try (var changes = open(collection.watch())) {
        collection.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)));
        token = changes.next().getResumeToken();
      }
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
      try (var changes = open(collection.watch().resumeAfter(token))) {
        assertThat(changes.next().getFullDocument()).containsEntry("_id", 2);
        assertThat(changes.next().getFullDocument()).containsEntry("_id", 3);
        assertThat(changes.tryNext()).isNull();
      }
      BsonDocument early = BsonDocument.parse("{_data: '8200000001000000012B0229296E04'}");
      assertThatThrownBy(() -> open(collection.watch().resumeAfter(early)).close()).hasMessageContaining("286");
    }
  }

  @Test
  void showDocumentsBeforeAndAfter() {
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoDatabase database = client.getDatabase("d");
      database.runCommand(Document.parse("{create: 'c', changeStreamPreAndPostImages: {enabled: true}}"));
      MongoCollection<Document> collection = database.getCollection("c");
      collection.insertOne(Document.parse("{_id: 1, n: 1}"));
      try (var changes =
          open(
              database
                  .watch()
                  .fullDocument(FullDocument.REQUIRED)
                  .fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED))) {
        collection.updateOne(new Document("_id", 1), Updates.inc("n", 1));
        collection.updateOne(new Document("_id", 1), Updates.inc("n", 1));
        collection.deleteOne(new Document("_id", 1));
        ChangeStreamDocument<Document> first = changes.next();
        assertThat(first.getFullDocumentBeforeChange()).containsEntry("n", 1);
        assertThat(first.getFullDocument()).containsEntry("n", 2);
        changes.next();
        assertThat(changes.next().getFullDocumentBeforeChange()).containsEntry("n", 3);
      }
    }
  }
}
