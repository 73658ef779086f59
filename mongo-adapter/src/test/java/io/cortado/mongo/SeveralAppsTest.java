package io.cortado.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps in one JVM have connections of their own: the end of one is nothing to the others. */
class SeveralAppsTest {
  private static final String SCRIPT =
      """
      const { MongoClient } = require('mongodb');
      const test = require('java:test');
      (async () => {
        const client = await MongoClient.connect(process.env.MONGODB_URI);
        const things = client.db().collection('things');
        await things.insertOne({ from: process.env.NAME });
        test.inserted();
        await test.goOn();
        test.tell(await things.countDocuments());
        await client.close();
      })();
      """;

  @TempDir Path directory;

  /** What a test and an app tell each other. */
  public static final class Meeting {
    private final CompletableFuture<Boolean> inserted = new CompletableFuture<>();
    private final CompletableFuture<Boolean> goOn = new CompletableFuture<>();
    private final CompletableFuture<Integer> count = new CompletableFuture<>();

    public void inserted() {
      inserted.complete(true);
    }

    public CompletionStage<Boolean> goOn() {
      return goOn;
    }

    public void tell(int documents) {
      count.complete(documents);
    }
  }

  private Cortado start(String name, String uri, Meeting meeting) throws Exception {
    Path main = Files.writeString(directory.resolve("app.js"), SCRIPT);
    return Cortado.app(main)
        .env("NAME", name)
        .env("MONGODB_URI", uri)
        .workingDirectory(directory)
        .bind("test", meeting)
        .start();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("closing one app leaves the other its pool, and its database where they share one")
  @CsvSource({"mongodb://memory/shop, 1", "mongodb://embedded/shop, 2"})
  void closesItsOwn(String uri, int documents) throws Exception {
    Meeting first = new Meeting();
    Meeting second = new Meeting();
    Cortado one = start("one", uri, first);
    try (Cortado two = start("two", uri, second)) {
      first.inserted.get(60, TimeUnit.SECONDS);
      second.inserted.get(60, TimeUnit.SECONDS);

      one.close();
      second.goOn.complete(true);

      assertThat(second.count.get(60, TimeUnit.SECONDS)).isEqualTo(documents);
      assertThat(two.exitCode().get(60, TimeUnit.SECONDS)).isZero();
    } finally {
      one.close();
    }
  }
}
