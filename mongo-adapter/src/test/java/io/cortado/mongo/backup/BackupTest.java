package io.cortado.mongo.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.IndexOptions;
import io.cortado.mongo.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dumped comes back as it was, from and into running servers and folders. */
class BackupTest {
  private static final String ODD = "a b/ü%.c+d";

  @TempDir Path work;
  private final List<String> told = new ArrayList<>();

  private static Document ofAllKinds() {
    return new Document("_id", new ObjectId("65f000000000000000000001"))
        .append("double", -0.0)
        .append("int", 1)
        .append("long", 1L << 60)
        .append("decimal", Decimal128.parse("1.10"))
        .append("date", new BsonDateTime(-1))
        .append("uuid", new BsonBinary(new UUID(1, 2)))
        .append("bytes", new BsonBinary(new byte[] {0, -1}))
        .append("regex", Pattern.compile("a/b", Pattern.CASE_INSENSITIVE))
        .append("timestamp", new BsonTimestamp(5, 6))
        .append("null", null)
        .append("ends", List.of(new MinKey(), new MaxKey()))
        .append("deep", new Document("a", List.of(new Document("b", List.of(true, "\0ü")))));
  }

  private static void fill(MongoClient client) {
    MongoDatabase shop = client.getDatabase("shop");
    shop.getCollection("orders").insertOne(ofAllKinds());
    shop.getCollection("orders").createIndex(new Document("int", 1).append("long", -1), new IndexOptions().unique(true).name("numbers"));
    shop.getCollection("orders").createIndex(new Document("date", 1), new IndexOptions().expireAfter(1L << 30, TimeUnit.SECONDS));
    shop.getCollection("orders")
        .createIndex(new Document("double", 1), new IndexOptions().collation(Collation.builder().locale("de").build()).unique(true));
    shop.getCollection("many").insertMany(IntStream.range(0, 2_500).mapToObj(i -> new Document("_id", i)).toList());
    shop.createCollection("empty");
    client.getDatabase("other").getCollection(ODD).insertOne(new Document("_id", "é"));
  }

  private static List<BsonDocument> documents(MongoClient client, String database, String collection) {
    return client.getDatabase(database).getCollection(collection, BsonDocument.class).find().into(new ArrayList<>());
  }

  private static List<BsonDocument> indexes(MongoClient client) {
    return client.getDatabase("shop").getCollection("orders").listIndexes(BsonDocument.class).into(new ArrayList<>());
  }

  private Path dumped() {
    Path out = work.resolve("dump");
    try (Source source = Source.in(work.resolve("data"), true)) {
      fill(source.client());
      Dump.write(source.client(), null, out, told::add);
    }
    return out;
  }

  @Test
  void bringsFromAFolderIntoARunningServerWhatThereWas() {
    Path out = dumped();
    assertThat(told)
        .containsExactlyInAnyOrder("shop.orders: 1 document", "shop.many: 2500 documents", "shop.empty: 0 documents",
            "other." + ODD + ": 1 document");
    assertThat(out.resolve("shop/orders.bson")).exists();
    assertThat(out.resolve("other/a%20b%2F%C3%BC%25.c%2Bd.metadata.json")).exists();
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        Source into = Source.of(server.uri());
        Source from = Source.in(work.resolve("data"), false)) {
      assertThat(Restore.read(into.client(), null, out, false, told::add)).isZero();
      for (String collection : List.of("orders", "many", "empty")) {
        assertThat(documents(into.client(), "shop", collection)).isEqualTo(documents(from.client(), "shop", collection));
      }
      assertThat(documents(into.client(), "other", ODD)).hasSize(1);
      assertThat(indexes(into.client())).hasSize(4).isEqualTo(indexes(from.client()));
      assertThat(into.client().getDatabase("shop").listCollectionNames()).contains("empty");
    }
  }

  @Test
  void bringsFromARunningServerIntoAFolder() {
    Path out = work.resolve("dump");
    try (EmbeddedServer server = EmbeddedServer.start(0, null); Source from = Source.of(server.uri())) {
      fill(from.client());
      Dump.write(from.client(), "shop", out, told::add);
    }
    assertThat(out.resolve("other")).doesNotExist();
    try (Source into = Source.in(work.resolve("fresh"), true)) {
      assertThat(Restore.read(into.client(), "shop", out, false, told::add)).isZero();
    }
    try (Source kept = Source.in(work.resolve("fresh"), false)) {
      assertThat(documents(kept.client(), "shop", "many")).hasSize(2_500);
      assertThat(indexes(kept.client())).hasSize(4);
    }
  }

  @Test
  void leavesWhatIsThereOrDropsItFirst() {
    Path out = dumped();
    try (Source source = Source.in(work.resolve("data"), false)) {
      var many = source.client().getDatabase("shop").getCollection("many");
      many.updateOne(new Document("_id", 7), new Document("$set", new Document("changed", true)));
      many.deleteOne(new Document("_id", 8));
      assertThat(Restore.read(source.client(), null, out, false, told::add)).isEqualTo(2_499 + 1 + 1);
      assertThat(told).anyMatch(line -> line.startsWith("shop.many: 1000 refused, the first: E11000"));
      assertThat(many.countDocuments(new Document("changed", true))).isEqualTo(1);
      assertThat(many.countDocuments()).isEqualTo(2_500);
      assertThat(Restore.read(source.client(), null, out, true, told::add)).isZero();
      assertThat(many.countDocuments(new Document("changed", true))).isZero();
    }
  }

  @Test
  void readsCompressedFiles() throws IOException {
    Path out = dumped();
    for (String name : List.of("many.bson", "many.metadata.json")) {
      Path file = out.resolve("shop").resolve(name);
      try (OutputStream gz = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
        Files.copy(file, gz);
      }
      Files.delete(file);
    }
    try (Source into = Source.in(work.resolve("fresh"), true)) {
      assertThat(Restore.read(into.client(), "shop", out, false, told::add)).isZero();
      assertThat(documents(into.client(), "shop", "many")).hasSize(2_500);
    }
  }

  @Test
  void saysWhichFileIsDamagedAndWhere() throws IOException {
    Path file = dumped().resolve("shop/many.bson");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
    try (Source into = Source.in(work.resolve("fresh"), true)) {
      assertThatThrownBy(() -> Restore.read(into.client(), null, work.resolve("dump"), false, told::add))
          .isInstanceOf(BackupException.class)
          .hasMessage("The file " + file + " is damaged: no document begins at byte " + whole.length / 2_500 * 2_499 + ".");
    }
  }

  @Test
  void refusesFoldersThatAreNot() throws IOException {
    assertThatThrownBy(() -> Source.in(work.resolve("nothing"), false)).hasMessageContaining(work.resolve("nothing") + " holds no");
    Path used = Files.createDirectories(work.resolve("used/x")).getParent();
    try (Source source = Source.in(work.resolve("data"), true)) {
      assertThatThrownBy(() -> Dump.write(source.client(), null, used, told::add)).hasMessageContaining(used + " is not empty");
      assertThatThrownBy(() -> Dump.write(source.client(), "none", work.resolve("new"), told::add)).hasMessageContaining("no database none");
      assertThatThrownBy(() -> Restore.read(source.client(), "none", used, false, told::add)).hasMessageContaining("no backup of none");
      assertThatThrownBy(() -> Source.in(work.resolve("data"), false)).hasMessageContaining("in use by another process");
    }
  }
}
