package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of connect-mongo's store, as npm's version 6 has them. */
class SessionStoreTest {

  private static final String SCRIPT =
      """
      const MongoStore = require('connect-mongo');
      const tell = run => { try { console.log(run()); } catch (error) { console.log(error.name, error.message); } };
      const clientPromise = new Promise(() => {});
      const store = MongoStore.default.create({ clientPromise, unknownOption: 1 });
      console.log(Object.keys(store.options).sort().join());
      console.log(store.options.unknownOption, store.options.ttl, store.options.cryptoAdapter);
      tell(() => MongoStore.create({}));
      tell(() => MongoStore.create({ clientPromise, autoRemoveInterval: 1e6 }));
      tell(() => MongoStore.create({ clientPromise, crypto: { secret: 's' }, cryptoAdapter: {} }));
      tell(() => MongoStore.create({ clientPromise, crypto: { secret: false } }).options.crypto.secret);
      """;

  @TempDir Path work;

  @Test
  void keepsWhatItDoesNotKnowAndRefusesWhatCannotBe() throws Exception {
    Path script = work.resolve("app.js");
    Files.writeString(script, SCRIPT);
    Scripts.Result result = Scripts.run(script, work, Map.of());
    assertThat(result.output().lines())
        .containsExactly(
            "autoRemove,autoRemoveInterval,clientPromise,collectionName,crypto,cryptoAdapter,mongoOptions,stringify,"
                + "timestamps,touchAfter,ttl,unknownOption",
            "1 1209600 null",
            "AssertionError You must provide either mongoUrl|clientPromise|client in options",
            "AssertionError autoRemoveInterval is too large. options.autoRemoveInterval is in minutes but not seconds"
                + " nor mills",
            "Error Provide either the legacy crypto option or cryptoAdapter, not both",
            "false");
  }
}
