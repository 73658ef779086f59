package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the server's process was killed. */
class DurabilityTest {

  private static final int ROUNDS = 2;
  private static final int INSERTS = 150;

  @TempDir Path folder;

  @Test
  void losesNothingThatWasAcknowledgedBeforeAKill() throws Exception {
    int acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = insertAndKill(round, acknowledged);
    }
    try (EmbeddedServer server = EmbeddedServer.start(0, folder);
        MongoClient client = MongoClients.create(server.uri())) {
      MongoCollection<Document> found = client.getDatabase("d").getCollection("c");
      assertThat(found.countDocuments()).isEqualTo(acknowledged);
      assertThat(found.find(new Document("_id", acknowledged - 1)).first()).isNotNull();
    }
  }

  private int insertAndKill(int round, int from) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), EmbeddedServer.class.getName(),
                "--path", folder.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      assertThat(line).startsWith("mongodb://127.0.0.1:");
      try (MongoClient client = MongoClients.create(line.substring(0, line.indexOf(' ')))) {
        MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
        for (int i = 0; i < INSERTS; i++) {
          collection.insertOne(new Document("_id", from + i).append("round", round));
        }
        process.destroyForcibly();
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return from + INSERTS;
    } finally {
      process.destroyForcibly();
    }
  }
}
