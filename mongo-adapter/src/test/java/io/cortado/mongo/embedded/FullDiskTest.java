package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and then has room again. */
class FullDiskTest {
  private static final String FILLING = "x".repeat(2_000);
  private static final int WRITERS = 4;

  @TempDir Path folder;

  @BeforeEach
  void register() {
    FullDisk.register();
  }

  @AfterEach
  void makeRoom() {
    FullDisk.ROOM.set(Long.MAX_VALUE);
    FullDisk.BROKEN.set(null);
  }

  private EmbeddedServer start() {
    return EmbeddedServer.over(Data.in(folder, () -> Storage.open(folder, FullDisk.SCHEME)), 0);
  }

  private static MongoCollection<Document> collection(MongoClient client) {
    return client.getDatabase("d").getCollection("c");
  }

  private static Document document(int id) {
    return new Document("_id", id).append("text", FILLING);
  }

  private void leaveRoomFor(int bytes) throws Exception {
    FullDisk.ROOM.set(Files.size(folder.resolve("cortado.mv")) + bytes);
  }

  @Test
  void refusesWhatDoesNotFitShowsWhatDoesAndGoesOn() throws Exception {
    try (EmbeddedServer server = start(); MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = collection(client);
      collection.createIndex(new Document("n", 1), new IndexOptions().unique(true).sparse(true));
      leaveRoomFor(200_000);
      int kept = 0;
      MongoException failure = null;
      while (failure == null) {
        try {
          collection.insertOne(document(kept));
          kept++;
        } catch (MongoException e) {
          failure = e;
        }
        assertThat(collection.countDocuments()).isEqualTo(kept);
      }
      assertThat(kept).isGreaterThan(10);
      assertThat(failure.getCode()).isEqualTo(14_031);
      assertThat(failure).hasMessageContaining("No space left on device");
      int next = kept;
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> collection.insertMany(IntStream.range(next, next + 200).mapToObj(FullDiskTest::document).toList()))
            .hasMessageContaining("No space left");
        assertThat(collection.countDocuments()).isEqualTo(kept);
      }
      assertThat(collection.find(new Document("_id", kept)).first()).isNull();

      makeRoom();
      collection.insertOne(document(kept).append("n", 1));
      assertThatThrownBy(() -> collection.insertOne(new Document("_id", -1).append("n", 1))).hasMessageContaining("E11000");
      assertThat(collection.countDocuments()).isEqualTo(kept + 1);
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder); MongoClient client = MongoClients.create(server.uri())) {
      assertThat(collection(client).countDocuments()).isGreaterThan(10);
    }
  }

  @Test
  void keepsWhatSeveralWritersWereToldAndNothingElse() throws Exception {
    try (EmbeddedServer server = start(); MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = collection(client);
      collection.insertOne(document(-1));
      Set<Integer> acknowledged = new ConcurrentSkipListSet<>(List.of(-1));
      for (int round = 0; round < 3; round++) {
        leaveRoomFor(100_000);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          int from = (round * WRITERS + writer) * 100_000;
          writers.add(Thread.startVirtualThread(() -> insertUntilFull(collection, from, acknowledged)));
        }
        for (Thread writer : writers) {
          writer.join();
        }
        assertThat(ids(collection)).isEqualTo(acknowledged);
        makeRoom();
        collection.updateOne(new Document("_id", -1), new Document("$set", new Document("round", round)));
        assertThat(collection.find(new Document("_id", -1)).first()).containsEntry("round", round);
      }
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder); MongoClient client = MongoClients.create(server.uri())) {
      assertThat(collection(client).find(new Document("_id", -1)).first()).containsEntry("round", 2);
    }
  }


  private static void insertUntilFull(MongoCollection<Document> collection, int from, Set<Integer> acknowledged) {
    for (int id = from; ; id++) {
      try {
        collection.insertOne(document(id));
      } catch (MongoException e) {
        return;
      }
      acknowledged.add(id);
    }
  }

  private static Set<Integer> ids(MongoCollection<Document> collection) {
    return collection.find().projection(new Document("_id", 1)).map(document -> document.getInteger("_id"))
        .into(new ConcurrentSkipListSet<>());
  }

  @Test
  void waitsForTheDiskItselfWhereAWriteSaysSo() {
    try (EmbeddedServer server = start(); MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = collection(client);
      FullDisk.BROKEN.set(new IOException("Input/output error"));
      collection.insertOne(document(1));
      assertThatThrownBy(() -> collection.withWriteConcern(WriteConcern.JOURNALED).insertOne(document(2)))
          .isInstanceOf(MongoWriteConcernException.class)
          .hasMessageContaining("Input/output error");
      assertThatThrownBy(() -> collection.withWriteConcern(WriteConcern.MAJORITY).deleteOne(new Document("_id", 2)))
          .isInstanceOf(MongoWriteConcernException.class);
      FullDisk.BROKEN.set(null);
      collection.withWriteConcern(WriteConcern.JOURNALED).insertOne(document(3));
      assertThat(ids(collection)).containsExactly(1, 3);
    }
  }

  @Test
  void saysThatANewFileDoesNotFit() {
    FullDisk.ROOM.set(0);
    assertThatThrownBy(() -> Storage.open(folder, FullDisk.SCHEME))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining(folder.resolve("cortado.mv") + " cannot be written: No space left on device");
    makeRoom();
    Storage.open(folder, FullDisk.SCHEME).close();
  }

  @Test
  void savesACommandWholeHoweverMuchItChanges() throws Exception {
    try (EmbeddedServer server = start(); MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = collection(client);
      collection.insertOne(document(-1));
      leaveRoomFor(15_000_000);
      List<Document> many = IntStream.range(0, 20_000).mapToObj(FullDiskTest::document).toList();
      assertThatThrownBy(() -> collection.insertMany(many)).hasMessageContaining("No space left");
      assertThat(collection.countDocuments()).isEqualTo(1);
    }
  }
}
