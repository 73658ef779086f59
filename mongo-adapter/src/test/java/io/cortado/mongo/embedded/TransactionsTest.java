package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions are whole, see what there was at their beginning, and do not overwrite one another. */
class TransactionsTest {

  private static final int RETRIED = 20;

  @TempDir Path folder;

  private EmbeddedServer server;
  private MongoClient client;
  private MongoCollection<Document> collection;

  @BeforeEach
  void start() {
    server = EmbeddedServer.start(0, folder);
    client = MongoClients.create(server.uri() + "/?replicaSet=rs0");
    collection = client.getDatabase("d").getCollection("c");
    collection.createIndex(new Document("n", 1));
    collection.createIndex(new Document("u", 1), new IndexOptions().unique(true).sparse(true));
    for (int id = 1; id <= 3; id++) {
      collection.insertOne(new Document("_id", id).append("n", id));
    }
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static Document id(Object id) {
    return new Document("_id", id);
  }

  private List<Object> ids(ClientSession session, Document filter) {
    return collection.find(session, filter).sort(new Document("n", 1)).map(found -> found.get("_id")).into(new ArrayList<>());
  }

  @Test
  void showNothingBeforeTheirEndAndAllAfterIt() {
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      collection.insertOne(session, id(4).append("n", 0));
      collection.updateOne(session, id(1), Updates.set("n", 9));
      collection.deleteOne(session, id(2));
      assertThat(ids(session, new Document())).containsExactly(4, 3, 1);
      assertThat(ids(session, new Document("n", new Document("$gte", 3)))).containsExactly(3, 1);
      assertThat(collection.countDocuments(session, new Document("n", 1))).isZero();
      assertThat(collection.countDocuments()).isEqualTo(3);
      assertThat(collection.find(new Document("n", 9))).isEmpty();
      session.commitTransaction();
      session.startTransaction();
      collection.deleteMany(session, new Document());
      session.abortTransaction();
    }
    assertThat(collection.find().sort(new Document("n", 1)).map(found -> found.get("_id"))).containsExactly(4, 3, 1);
    Document valid = client.getDatabase("d").runCommand(new Document("validate", "c"));
    assertThat(valid.getBoolean("valid")).isTrue();
  }

  @Test
  void seeWhatThereWasAtTheirBeginning() {
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      assertThat(ids(session, new Document())).containsExactly(1, 2, 3);
      collection.updateOne(id(1), Updates.set("n", 100));
      collection.deleteOne(id(2));
      collection.insertOne(id(5).append("n", 5));
      assertThat(ids(session, new Document())).containsExactly(1, 2, 3);
      assertThat(ids(session, new Document("n", 1))).containsExactly(1);
      assertThat(ids(session, new Document("n", 100))).isEmpty();
      assertThatThrownBy(() -> collection.updateOne(session, id(1), Updates.inc("n", 1)))
          .isInstanceOfSatisfying(
              MongoException.class,
              e -> {
                assertThat(e.getCode()).isEqualTo(112);
                assertThat(e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)).isTrue();
              });
      assertThatThrownBy(session::commitTransaction).hasMessageContaining("has been aborted");
    }
    assertThat(collection.find(id(1)).first()).containsEntry("n", 100);
  }

  @Test
  void conflictByKeysOfUniqueIndexes() {
    try (ClientSession one = client.startSession(); ClientSession other = client.startSession()) {
      one.startTransaction();
      other.startTransaction();
      collection.insertOne(one, id(10).append("u", "x"));
      assertThatThrownBy(() -> collection.insertOne(other, id(11).append("u", "x"))).hasMessageContaining("Write conflict");
      assertThatThrownBy(() -> collection.insertOne(one, id(12).append("u", "x"))).hasMessageContaining("E11000");
    }
    try (ClientSession session = client.startSession()) {
      collection.insertOne(id(20).append("u", "a"));
      session.startTransaction();
      collection.updateOne(session, id(20), Updates.set("u", "b"));
      collection.insertOne(session, id(21).append("u", "a"));
      session.commitTransaction();
    }
    assertThat(collection.find(new Document("u", "a")).first()).containsEntry("_id", 21);
    assertThat(collection.find(new Document("u", "b")).first()).containsEntry("_id", 20);
  }

  @Test
  void letOtherWritesWait() throws Exception {
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      collection.updateOne(session, id(1), Updates.inc("n", 1));
      CompletableFuture<Void> other = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            collection.updateMany(new Document(), Updates.inc("n", 10));
            other.complete(null);
          });
      assertThat(collection.countDocuments()).isEqualTo(3);
      assertThat(other).isNotDone();
      session.commitTransaction();
      other.get(10, TimeUnit.SECONDS);
    }
    assertThat(collection.find(id(1)).first()).containsEntry("n", 12);
    assertThat(collection.find(id(2)).first()).containsEntry("n", 12);
  }

  @Test
  void letIndexesWaitAndFreeAllWhenTheyAreAborted() throws Exception {
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      collection.updateOne(session, id(1), Updates.inc("n", 1));
      CompletableFuture<String> other = new CompletableFuture<>();
      Thread.startVirtualThread(() -> other.complete(collection.createIndex(new Document("m", 1))));
      assertThat(collection.countDocuments()).isEqualTo(3);
      session.abortTransaction();
      assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("m_1");
    }
    assertThat(collection.find(id(1)).first()).containsEntry("n", 1);
  }

  @Test
  void areTriedAgainByTheDriver() throws Exception {
    collection.insertOne(id("count").append("n", 0));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < RETRIED; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try (ClientSession session = client.startSession()) {
                  session.withTransaction(
                      () -> {
                        Document found = collection.find(session, id("count")).first();
                        int n = found == null ? 0 : found.getInteger("n");
                        return collection.updateOne(session, id("count"), Updates.set("n", n + 1));
                      });
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(collection.find(id("count")).first()).containsEntry("n", RETRIED);
  }

  @Test
  void areGoneWithTheirSessionAndAnswerForAnUnknownOne() {
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      collection.insertOne(session, id(30));
    }
    assertThat(collection.find(id(30))).isEmpty();
    Document lsid = new Document("id", new org.bson.types.Binary((byte) 4, new byte[16]));
    assertThatThrownBy(
            () ->
                client
                    .getDatabase("d")
                    .runCommand(
                        new Document("find", "c").append("lsid", lsid).append("txnNumber", 5L).append("autocommit", false)))
        .hasMessageContaining("251");
  }

  @Test
  void areInTheFileWholeOrNotAtAll() {
    // It is not closed, because it would look for its server for half a minute.
    ClientSession session = client.startSession();
    session.startTransaction();
    collection.insertOne(session, id(40));
    session.commitTransaction();
    session.startTransaction();
    collection.insertOne(session, id(41));
    server.close();
    try (EmbeddedServer again = EmbeddedServer.start(0, folder);
        MongoClient second = MongoClients.create(again.uri())) {
      MongoCollection<Document> found = second.getDatabase("d").getCollection("c");
      assertThat(found.find(id(40))).hasSize(1);
      assertThat(found.find(id(41))).isEmpty();
    }
  }
}
