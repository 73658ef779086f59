package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who its clients are. */
class UsersTest {

  @TempDir Path folder;

  private static String as(EmbeddedServer server, String user, String password, String database) {
    return server.uri().replace("mongodb://", "mongodb://" + user + ":" + password + "@") + "/" + database;
  }

  private static MongoCollection<Document> collection(MongoClient client) {
    return client.getDatabase("d").getCollection("c");
  }

  @Test
  void letsNobodyInButTheFirstWhoMakesAUser() {
    try (EmbeddedServer server = EmbeddedServer.startWithUsers(0, folder)) {
      try (MongoClient nobody = MongoClients.create(server.uri())) {
        assertThatThrownBy(() -> collection(nobody).countDocuments()).hasMessageContaining("requires authentication");
        nobody
            .getDatabase("admin")
            .runCommand(Document.parse("{createUser: 'root', pwd: 's\\u00e9cret', roles: ['root']}"));
        assertThatThrownBy(
                () -> nobody.getDatabase("admin").runCommand(Document.parse("{createUser: 'x', pwd: 'y', roles: []}")))
            .hasMessageContaining("requires authentication");
      }
    }
    try (EmbeddedServer server = EmbeddedServer.startWithUsers(0, folder);
        MongoClient root = MongoClients.create(as(server, "root", "s%C3%A9cret", "admin"))) {
      collection(root).insertOne(new Document("_id", 1));
      root.getDatabase("d").runCommand(Document.parse("{createUser: 'joe', pwd: 'p', roles: ['read']}"));
      assertThatThrownBy(
              () -> root.getDatabase("d").runCommand(Document.parse("{createUser: 'joe', pwd: 'p', roles: []}")))
          .hasMessageContaining("already exists");
      try (MongoClient joe = MongoClients.create(as(server, "joe", "p", "d"))) {
        assertThat(collection(joe).countDocuments()).isEqualTo(1);
        assertThatThrownBy(() -> collection(joe).insertOne(new Document())).hasMessageContaining("not authorized on d");
        assertThatThrownBy(() -> joe.getDatabase("e").getCollection("c").countDocuments())
            .hasMessageContaining("not authorized on e");
        root.getDatabase("d").runCommand(Document.parse("{grantRolesToUser: 'joe', roles: ['readWrite']}"));
        collection(joe).insertOne(new Document());
        Document info = root.getDatabase("d").runCommand(new Document("usersInfo", "joe"));
        assertThat(info.getList("users", Document.class).getFirst().getList("roles", Document.class)).hasSize(2);
        assertThat(info.toJson()).doesNotContain("storedKey");
        root.getDatabase("d").runCommand(new Document("dropUser", "joe"));
        assertThatThrownBy(() -> collection(joe).countDocuments()).hasMessageContaining("not authorized");
      }
      for (String wrong : new String[] {as(server, "root", "secret", "admin"), as(server, "nobody", "p", "admin")}) {
        try (MongoClient client = MongoClients.create(wrong)) {
          assertThatThrownBy(() -> collection(client).countDocuments()).hasStackTraceContaining("Authentication failed");
        }
      }
    }
  }
}
