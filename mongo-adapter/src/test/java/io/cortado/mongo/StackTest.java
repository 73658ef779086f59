package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.mongo.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of the app that wait for an operation are in the stack of its error, as with npm's driver on Node. */
class StackTest {

  private static final String SCRIPT =
      """
      const { MongoClient } = require('mongodb');
      const work = {
        async insertOne(c) { await c.insertOne({ _id: 1 }); },
        async insertMany(c) { await c.insertMany([{ _id: 1 }]); },
        async bulkWrite(c) { await c.bulkWrite([{ insertOne: { document: { _id: 1 } } }]); },
        async updateOne(c) { await c.updateOne({ _id: 1 }, { $set: { _id: 2 } }); },
        async findOneAndUpdate(c) { await c.findOneAndUpdate({ $nope: 1 }, { $set: { a: 2 } }); },
        async find(c) { await c.find({ $nope: 1 }).toArray(); },
        async iterate(c) { for await (const d of c.find({ $nope: 1 })) console.log(d); },
        async aggregate(c) { await c.aggregate([{ $nope: 1 }]).toArray(); },
        async distinct(c) { await c.distinct('a', { $nope: 1 }); },
        async command(c) { await c.db.command({ nope: 1 }); },
      };
      async function main() {
        const client = await new MongoClient(process.argv[2]).connect();
        const c = client.db('stacks').collection('c');
        await c.insertOne({ _id: 1 });
        for (const name in work) {
          await work[name](c).then(() => console.log(name, 'no error'), error => {
            const own = error.stack.split('\\n').filter(line => line.includes('app.js'));
            const head = error.stack.startsWith(`${error.name}: ${error.message}`);
            console.log(head, own.map(line => line.trim().split(' (')[0]).join());
          });
        }
        await client.close();
      }
      main();
      """;

  @TempDir Path work;

  @Test
  void showsWhoWaits() throws Exception {
    Path script = work.resolve("app.js");
    Files.writeString(script, SCRIPT);
    try (EmbeddedServer server = EmbeddedServer.start(0, null)) {
      Scripts.Result result = Scripts.run(script, work, Map.of(), server.uri());
      assertThat(result.output().lines())
          .containsExactly(
              "true at async Object.insertOne,at async main",
              "true at async Object.insertMany,at async main",
              "true at async Object.bulkWrite,at async main",
              "true at async Object.updateOne,at async main",
              "true at async Object.findOneAndUpdate,at async main",
              "true at async Object.find,at async main",
              "true at async Object.iterate,at async main",
              "true at async Object.aggregate,at async main",
              "true at async Object.distinct,at async main",
              "true at async Object.command,at async main");
    }
  }
}
