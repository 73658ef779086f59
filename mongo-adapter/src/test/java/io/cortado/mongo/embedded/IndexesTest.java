package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries give the same with indexes as without, whatever is written meanwhile. */
class IndexesTest {

  private static final int DOCUMENTS = 150;
  private static final int STEPS = 400;
  private static final List<String> PATHS = List.of("a", "b", "c", "a.x", "b.x", "a.0", "c.x.y");

  private static final List<String> INDEXES =
      List.of(
          "{key: {a: 1}, name: 'a'}",
          "{key: {a: -1, b: 1}, name: 'ab'}",
          "{key: {b: 1, c: -1}, name: 'bc', sparse: true}",
          "{key: {'a.x': 1}, name: 'ax'}",
          "{key: {'b.x': -1, a: 1}, name: 'bxa'}",
          "{key: {c: 1}, name: 'c', partialFilterExpression: {c: {$gt: 1}}}",
          "{key: {a: 1, c: 1}, name: 'ac', collation: {locale: 'en', strength: 2}}",
          "{key: {'$**': 1}, name: 'all'}",
          "{key: {c: 'hashed'}, name: 'h'}");

  private final Random random = new Random(20_261_129);

  private Object value(int depth) {
    List<Supplier<Object>> kinds =
        List.of(
            () -> random.nextInt(6),
            () -> random.nextInt(6),
            () -> random.nextInt(6) / 2.0,
            () -> (long) random.nextInt(4),
            () -> new Decimal128(random.nextInt(4)),
            () -> List.of("a", "B", "b", "", "ab", "a\u0000b", "\u00e4").get(random.nextInt(7)),
            () -> List.of("a", "B", "b").get(random.nextInt(3)),
            () -> Instant.ofEpochMilli(random.nextInt(5)),
            () -> random.nextBoolean(),
            () -> new ObjectId(random.nextInt(3), 7),
            () -> Double.NaN,
            () -> (1L << 53) + random.nextInt(3),
            () -> new Document("x", value(depth + 1)),
            () -> new Document("x", value(depth + 1)).append("y", random.nextInt(3)),
            () -> new ArrayList<>(List.of(value(depth + 1), value(depth + 1))),
            () -> new ArrayList<>(),
            () -> new ArrayList<>(List.of(value(depth + 1))));
    int most = depth > 2 ? 12 : kinds.size();
    return kinds.get(random.nextInt(most)).get();
  }

  private Object nullable() {
    return random.nextInt(8) == 0 ? null : value(0);
  }

  private Document document(int id) {
    Document document = new Document("_id", id);
    for (String name : List.of("a", "b", "c")) {
      if (random.nextInt(6) > 0) {
        document.append(name, nullable());
      }
    }
    return document;
  }

  private Document condition() {
    List<Supplier<Object>> kinds =
        List.of(
            this::nullable,
            this::nullable,
            () -> new Document("$in", List.of(value(0), value(0), value(1))),
            () -> new Document("$gt", value(1)),
            () -> new Document("$gte", value(1)).append("$lt", value(1)),
            () -> new Document("$lte", value(1)),
            () -> new Document("$elemMatch", new Document("$gte", random.nextInt(4)).append("$lt", random.nextInt(6))),
            () -> new Document("$elemMatch", new Document("x", value(1))),
            () -> new Document("$exists", random.nextBoolean()),
            () -> new Document("$ne", value(1)),
            () -> new Document("$not", new Document("$gt", value(1))),
            () -> new Document("$all", List.of(value(1))),
            () -> new Document("$size", random.nextInt(3)),
            () -> new Document("$regex", List.of("^a", "^ab", "b", "^a?b").get(random.nextInt(4))));
    String path = PATHS.get(random.nextInt(PATHS.size()));
    return new Document(path, kinds.get(random.nextInt(kinds.size())).get());
  }

  private Document query() {
    return switch (random.nextInt(5)) {
      case 0 -> condition();
      case 1 -> new Document("$or", List.of(condition(), condition()));
      case 2 -> new Document("$and", List.of(condition(), condition(), condition()));
      default -> {
        Document both = condition();
        both.putAll(condition());
        yield both;
      }
    };
  }

  private static List<BsonValue> ids(Iterable<BsonDocument> found) {
    List<BsonValue> ids = new ArrayList<>();
    found.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }

  private Document sort() {
    Document sort = new Document();
    for (int n = random.nextInt(3); n >= 0; n--) {
      sort.append(PATHS.get(random.nextInt(PATHS.size())), random.nextBoolean() ? 1 : -1);
    }
    return sort.append("_id", 1);
  }

  private void compare(MongoCollection<BsonDocument> plain, MongoCollection<BsonDocument> indexed) {
    Document query = query();
    String text = query.toString();
    List<BsonValue> expected = ids(plain.find(query));
    List<BsonValue> found = ids(indexed.find(query));
    assertThat(found).as(text).hasSameSizeAs(expected);
    assertThat(new HashSet<>(found)).as(text).isEqualTo(new HashSet<>(expected));
    assertThat(indexed.countDocuments(query)).as(text).isEqualTo(expected.size());
    Document sort = sort();
    assertThat(ids(indexed.find(query).sort(sort))).as(text + sort).isEqualTo(ids(plain.find(query).sort(sort)));
    assertThat(ids(indexed.find().sort(sort).limit(9))).as("" + sort).isEqualTo(ids(plain.find().sort(sort).limit(9)));
  }

  private void change(MongoDatabase database, int step) {
    Document fresh = document(1_000 + step);
    Document condition = new Document("_id", random.nextInt(DOCUMENTS));
    String path = PATHS.get(random.nextInt(5));
    Document update = new Document("$set", new Document(path, nullable()));
    int kind = random.nextInt(6);
    List<String> results = new ArrayList<>();
    for (String name : List.of("plain", "indexed")) {
      MongoCollection<Document> collection = database.getCollection(name);
      try {
        switch (kind) {
          case 0 -> collection.insertOne(new Document(fresh));
          case 1 -> collection.deleteOne(condition);
          case 2 -> collection.updateMany(new Document("a", random(step)), new Document("$inc", new Document("b", 1)));
          default -> collection.updateOne(condition, update);
        }
        results.add("ok");
      } catch (com.mongodb.MongoException e) {
        results.add(e.getMessage().contains("parallel arrays") ? "parallel" : "error " + e.getCode());
      }
    }
    if (results.contains("parallel")) {
      // An index cannot have two arrays, so that the other collection has to forget what this one has refused.
      Object id = kind == 0 ? fresh.get("_id") : condition.get("_id");
      for (String name : List.of("plain", "indexed")) {
        database.getCollection(name).deleteMany(kind == 2 ? new Document("a", random(step)) : new Document("_id", id));
      }
    } else {
      assertThat(results.getFirst()).isEqualTo(results.getLast());
    }
  }

  private static int random(int step) {
    return step * 7 % 5;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changeNoResult(long seed) {
    random.setSeed(seed);
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoDatabase database = client.getDatabase("d");
      database.createCollection("indexed");
      for (String index : INDEXES) {
        database.runCommand(
            new Document("createIndexes", "indexed").append("indexes", List.of(Document.parse(index))));
      }
      MongoCollection<BsonDocument> plain = database.getCollection("plain", BsonDocument.class);
      MongoCollection<BsonDocument> indexed = database.getCollection("indexed", BsonDocument.class);
      for (int id = 0; id < DOCUMENTS; id++) {
        Document document = document(id);
        try {
          database.getCollection("indexed").insertOne(document);
          database.getCollection("plain").insertOne(document);
        } catch (MongoWriteException e) {
          assertThat(e).hasMessageContaining("parallel arrays");
        }
      }
      for (int step = 0; step < STEPS; step++) {
        change(database, step);
        compare(plain, indexed);
      }
      assertThat(database.runCommand(new Document("validate", "indexed")).getBoolean("valid")).isTrue();
    }
  }

  @Test
  void keepAFailedWriteOutOfAllOfThem() {
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
      collection.createIndex(new Document("a", 1));
      collection.createIndex(new Document("u", 1), new com.mongodb.client.model.IndexOptions().unique(true));
      collection.insertMany(List.of(Document.parse("{_id: 1, a: 1, u: 1}"), Document.parse("{_id: 2, a: 2, u: 2}")));
      assertThatThrownBy(() -> collection.insertOne(Document.parse("{_id: 3, a: 3, u: 1}"))).hasMessageContaining("E11000");
      assertThatThrownBy(() -> collection.updateOne(new Document("_id", 2), Document.parse("{$set: {a: 9, u: 1}}")))
          .hasMessageContaining("index: u_1 dup key: { u: 1 }");
      assertThat(collection.find(new Document("a", 3))).isEmpty();
      assertThat(collection.find(new Document("a", 9))).isEmpty();
      assertThat(collection.find(new Document("a", 2))).hasSize(1);
      Document valid = client.getDatabase("d").runCommand(new Document("validate", "c"));
      assertThat(valid.getBoolean("valid")).isTrue();
      assertThat(valid.get("keysPerIndex", Document.class)).containsEntry("_id_", 2).containsEntry("u_1", 2);
    }
  }
}
