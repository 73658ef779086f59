package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.mongo.backup.Source;
import io.cortado.mongo.embedded.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoBackupTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @TempDir Path work;

  @BeforeEach
  void capture() {
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private String run(int code, String... args) {
    bytes.reset();
    assertThat(Commands.execute(args)).as(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(code);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void goesFromAFolderThroughARunningServerIntoAnotherFolder() {
    String first = work.resolve("first").toString();
    String second = work.resolve("second").toString();
    String dump = work.resolve("dump").toString();
    String again = work.resolve("again").toString();
    try (Source source = Source.in(Path.of(first), true)) {
      source.client().getDatabase("d").getCollection("c").insertOne(new Document("_id", 1));
    }
    assertThat(run(0, "mongo", "dump", "--path", first, "--out", dump)).contains("d.c: 1 document");
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      assertThat(run(0, "mongo", "restore", "--uri", server.uri(), dump)).contains("d.c: 1 document");
      assertThat(run(1, "mongo", "restore", "--uri", server.uri(), dump)).contains("d.c: 1 refused");
      assertThat(run(0, "mongo", "dump", "--uri", server.uri(), "--db", "d", "--out", again)).contains("d.c: 1 document");
    }
    assertThat(run(0, "mongo", "restore", "--path", second, again)).contains("d.c: 1 document");
    try (Source source = Source.in(Path.of(second), false)) {
      assertThat(source.client().getDatabase("d").getCollection("c").countDocuments()).isEqualTo(1);
      assertThat(run(1, "mongo", "dump", "--path", second, "--out", work.resolve("no").toString()))
          .contains("cortado mongo dump: The database folder " + second + " is in use");
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run(2, "mongo", "dump")).contains("--path").contains("--uri");
    assertThat(run(2, "mongo", "dump", "--path", "a", "--uri", "b")).contains("mutually exclusive");
    assertThat(run(1, "mongo", "dump", "--path", work.toString())).contains("cortado mongo dump: The folder " + work + " holds no");
    assertThat(run(1, "mongo", "restore", "--uri", "http://a", "x")).contains("cortado mongo restore: The connection string is invalid");
  }
}
