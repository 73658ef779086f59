package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CollationStrength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other versions: cortado-1.mv.gz is one of the version before this one's format. */
@SuppressWarnings("JavaUtilDate") // what the driver gives
class UpgradeTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("cortado.mv");
  }

  private void unpack() throws IOException {
    try (InputStream packed = UpgradeTest.class.getResourceAsStream("cortado-1.mv.gz");
        InputStream plain = new GZIPInputStream(packed)) {
      Files.copy(plain, file());
    }
  }

  @Test
  void takesOverDocumentsAndIndexesOfTheFormatBefore() throws IOException {
    unpack();
    // The second time it is a file of this format.
    for (int round = 0; round < 2; round++) {
      try (EmbeddedServer server = EmbeddedServer.start(0, folder);
          MongoClient client = MongoClients.create(server.uri())) {
        assertThat(client.listDatabaseNames()).containsExactly("other", "shop");
        MongoDatabase shop = client.getDatabase("shop");
        assertThat(shop.listCollectionNames()).containsExactly("empty", "items");
        MongoCollection<Document> items = shop.getCollection("items");
        List<Document> all = items.find().into(new ArrayList<>());
        assertThat(all)
            .containsExactly(
                Document.parse("{_id: 3, sku: 'c', n: 9, name: 'Zoe'}"),
                Document.parse("{_id: 'x', sku: 'a', n: 2, tags: ['t', {u: 1}]}"),
                new Document("_id", new ObjectId("0123456789abcdef01234567"))
                    .append("sku", "b")
                    .append("n", 1L << 53)
                    .append("d", Decimal128.parse("1.10"))
                    .append("at", new Date(1_000_000_000_000L)));
        assertThat(items.listIndexes().map(index -> index.getString("name")))
            .containsExactlyInAnyOrder("_id_", "sku_1", "n_1_s_-1", "name_1", "at_1", "q_1");
        assertThatThrownBy(() -> items.insertOne(new Document("sku", "a"))).hasMessageContaining("E11000");
        assertThatThrownBy(() -> items.insertOne(new Document("sku", "new").append("name", "ZOE")))
            .hasMessageContaining("E11000");
        Collation english = Collation.builder().locale("en").collationStrength(CollationStrength.SECONDARY).build();
        assertThat(items.find(new Document("name", "zoe")).collation(english)).hasSize(1);
        assertThat(items.find(new Document("n", 9)).first()).containsEntry("sku", "c");
        assertThat(shop.runCommand(new Document("validate", "items")).getBoolean("valid")).isTrue();
        assertThat(client.getDatabase("other").getCollection("sub.name").countDocuments()).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesTheFileOfALaterVersion() {
    EmbeddedServer.start(0, folder).close();
    try (MVStore store = MVStore.open(file().toString())) {
      MVMap<String, Long> state = store.openMap("cortado.state");
      state.put("format", 99L);
    }
    assertThatThrownBy(() -> EmbeddedServer.start(0, folder))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining(file() + " was written by a later version of Cortado");
  }
}
