package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Runs each feature of probe.txt and holds the result against it and against the table in the documents. The table is
 * written anew with {@code -Dcortado.record=true}.
 */
class ProbeTest {

  private static final Path TABLE = Path.of("../docs/compatibility/mongodb.md");
  private static final String START = "<!-- probe -->\n";
  private static final String END = "<!-- /probe -->\n";
  private static final int NOT_SUPPORTED = 115;
  private static final int NOT_FOUND = 59;

  private static final List<Document> DOCUMENTS =
      List.of(
          Document.parse("{n: 1, s: 'Ab', tags: ['x']}"),
          Document.parse("{n: 2, s: 'b', tags: ['x', 'y'], items: [{q: 2}, {q: 3}]}"),
          Document.parse("{n: 3, s: 'c'}"));

  @Test
  void eachFeatureWorksOrIsRefusedAsTheTableSays() throws IOException {
    StringBuilder table = new StringBuilder("| | feature | development database |\n|---|---|---|\n");
    List<String> wrong = new ArrayList<>();
    try (EmbeddedServer server = EmbeddedServer.start(0, null);
        MongoClient client = MongoClients.create(server.uri())) {
      for (String line : Files.readAllLines(Path.of("src/test/resources/io/cortado/mongo/embedded/probe.txt"))) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split(" \\| ");
        String outcome = outcome(client, parts[2]);
        String expected = parts[3];
        if (!outcome.equals(expected) && !(expected.equals("ok") && outcome.matches("\\d+"))) {
          wrong.add(parts[1] + ": expected " + expected + " but was " + outcome);
        }
        String word = expected.equals("refused") ? "refused with an error" : "yes";
        table.append("| ").append(parts[0]).append(" | ").append(parts[1]).append(" | ").append(word).append(" |\n");
      }
    }
    assertThat(wrong).isEmpty();
    String page = Files.readString(TABLE);
    String before = page.substring(0, page.indexOf(START) + START.length());
    String after = page.substring(page.indexOf(END));
    if (Boolean.getBoolean("cortado.record")) {
      Files.writeString(TABLE, before + table + after);
    } else {
      assertThat(page).isEqualTo(before + table + after);
    }
  }

  /** The number of documents in the reply's batch, "ok" for a reply without one, "refused", or the error. */
  private static String outcome(MongoClient client, String command) {
    MongoDatabase database = client.getDatabase("probe");
    database.drop();
    database.getCollection("c").insertMany(DOCUMENTS.stream().map(Document::new).toList());
    try {
      Document reply = database.runCommand(BsonDocument.parse(command));
      if (!reply.getList("writeErrors", Document.class, List.of()).isEmpty()) {
        return reply.toJson();
      }
      return reply.get("cursor") instanceof Document cursor
          ? Integer.toString(cursor.getList("firstBatch", Document.class).size())
          : "ok";
    } catch (MongoCommandException e) {
      return e.getErrorCode() == NOT_SUPPORTED || e.getErrorCode() == NOT_FOUND ? "refused" : e.getErrorMessage();
    }
  }
}
