package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
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
        console.log(error.name, error.message, error.cause?.cause?.code, Date.now() - start < 5000);
      });
      """;

  /** What a driver from npm does: its own connection to the default address. It prints what isMaster says. */
  private static final String CONNECTION =
      """
      const { serialize, deserialize } = require('bson');
      const socket = require('net').connect(27017, process.argv[2]);
      socket.on('error', error => console.log(error.code));
      socket.on('connect', () => {
        console.log(socket.remotePort);
        const head = Buffer.alloc(16 + 4 + 11 + 8);
        const command = serialize({ isMaster: 1 });
        [head.length + command.length, 7, 0, 2004].forEach((n, i) => head.writeInt32LE(n, i * 4));
        head.write('admin.$cmd', 20);
        head.writeInt32LE(-1, 35);
        socket.write(Buffer.concat([head, command]));
      });
      socket.on('data', data => {
        const reply = deserialize(data.subarray(36));
        console.log(data.readInt32LE(8), data.readInt32LE(12), reply.ismaster, reply.minWireVersion, reply.compression);
        socket.end();
      });
      """;

  @TempDir Path work;

  private Scripts.Result run(Map<String, String> environment, String uri) throws Exception {
    return run(SCRIPT, environment, uri);
  }

  private Scripts.Result run(String text, Map<String, String> environment, String argument) throws Exception {
    Path script = work.resolve("app.js");
    Files.writeString(script, text);
    return Scripts.run(script, work, environment, argument);
  }

  private static boolean nobodyListensAtTheDefaultAddress() {
    try (Socket socket = new Socket("localhost", 27017)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void standsInForAServerAtTheDefaultAddressThatADriverFromNpmConnectsTo() throws Exception {
    assumeThat(nobodyListensAtTheDefaultAddress()).isTrue();
    Scripts.Result result = run(CONNECTION, Map.of(), "localhost");
    assertThat(result.output()).isEqualTo("27017\n7 1 true 0 undefined\n");
    assertThat(result.errors().replaceFirst("127.0.0.1:[0-9]+ \\(", "127.0.0.1:PORT ("))
        .isEqualTo(
            "cortado: no MongoDB at 127.0.0.1:27017, using the development database in "
                + work.toRealPath().resolve("data") + " at mongodb://127.0.0.1:PORT (set MONGODB_URI to use a MongoDB server)\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void standsInForNobodyInProductionOrWhereAServerIsNamed() throws Exception {
    assumeThat(nobodyListensAtTheDefaultAddress()).isTrue();
    assertThat(run(CONNECTION, Map.of("NODE_ENV", "production"), "127.0.0.1").output()).isEqualTo("ECONNREFUSED\n");
    assertThat(run(CONNECTION, Map.of("MONGODB_URI", "mongodb://db"), "127.0.0.1").output())
        .isEqualTo("ECONNREFUSED\n");
    assertThat(work.resolve("data")).doesNotExist();
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
