package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server an app gets, and what it reads when there is none. */
class AddressTest {

  private static final String SCRIPT =
      """
      const { MongoClient } = require('mongodb');
      const start = Date.now();
      const client = new MongoClient(process.argv[2] === 'none' ? undefined : process.argv[2]);
      client.connect().then(async () => {
        const col = client.db().collection('c');
        await col.insertOne({ n: 1 });
        console.log(client.db().databaseName, await col.countDocuments());
        await client.close();
      }).catch(error => {
        console.log(error.name, error.message, error.cause?.code, Date.now() - start < 5000);
      });
      """;

  @TempDir Path work;

  private Scripts.Result run(Map<String, String> environment, String uri) throws Exception {
    Path script = work.resolve("app.js");
    Files.writeString(script, SCRIPT);
    return Scripts.run(script, work, environment, uri);
  }

  @Test
  void keepsTheEmbeddedDatabaseUnderDataOfTheWorkingDirectory() throws Exception {
    assertThat(run(Map.of(), "mongodb://embedded/shop").output()).isEqualTo("shop 1\n");
    Scripts.Result second = run(Map.of(), "mongodb://embedded/shop");
    assertThat(second.output()).isEqualTo("shop 2\n");
    assertThat(second.errors()).contains("development database in " + work.toRealPath().resolve("data"));
    assertThat(work.resolve("data")).isDirectory();
  }

  @Test
  void takesTheAddressFromTheEnvironmentWhenTheAppGivesNone() throws Exception {
    assertThat(run(Map.of("MONGODB_URI", "mongodb://memory/given"), "none").output()).isEqualTo("given 1\n");
    assertThat(work.resolve("data")).doesNotExist();
  }

  @Test
  void saysThatTheDataIsDamaged() throws Exception {
    Path file = Files.createDirectory(work.resolve("data")).resolve("cortado.mv");
    Files.write(file, new byte[20_000]);
    assertThat(run(Map.of(), "mongodb://embedded/shop").output())
        .startsWith("MongoRuntimeError The database file ")
        .contains("cortado.mv is damaged. Restore it from a copy, or move the folder");
  }

  @Test
  void saysInOneSentenceThatNobodyAnswers() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String uri = "mongodb://127.0.0.1:" + free + "/x";
    assertThat(run(Map.of(), uri).output())
        .isEqualTo(
            "MongoServerSelectionError connect ECONNREFUSED 127.0.0.1:" + free
                + ": no MongoDB server answers at 127.0.0.1:" + free
                + "; start it there or set MONGODB_URI to its address ECONNREFUSED true\n");
  }
}
