package io.cortado.bench.count;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import io.cortado.bench.KeptConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A running app, and a connection to it. */
final class CountedApp implements AutoCloseable {
  /** By then every node of the engine's trees has found its form, and what is made once is made. */
  private static final int WARMING = 100;

  private static final int REQUESTS = 100;
  private static final int BATCHES = 3;
  private static final Duration START = Duration.ofSeconds(60);

  /** For so long nothing may be counted before all of a request is taken to be over, its last events included. */
  private static final Duration QUIET = Duration.ofMillis(20);

  private static final int LOOKS = 500;

  private final Cortado cortado;
  private final KeptConnection client;

  private CountedApp(Cortado cortado, KeptConnection client) {
    this.cortado = cortado;
    this.client = client;
  }

  static CountedApp start(Path script, String app, Path files) throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("BENCH_APP", app, "BENCH_FILES", files.toString(), "NODE_ENV", "production");
    Cortado cortado = Cortado.start(CortadoOptions.embedded(script).withEnvironment(environment));
    return new CountedApp(cortado, new KeptConnection(Tally.port(START)));
  }

  /** What a request costs. */
  Cost cost(CountCase what) throws IOException, InterruptedException {
    byte[] request = what.request().getBytes(StandardCharsets.UTF_8);
    send(what, request, WARMING);
    Cost.Snapshot before = quiet();
    Cost cost = null;
    for (int batch = 0; batch < BATCHES; batch++) {
      send(what, request, REQUESTS);
      Cost.Snapshot after = quiet();
      Cost next = Cost.between(before, after, REQUESTS);
      cost = cost == null ? next : cost.least(next);
      before = after;
    }
    return Objects.requireNonNull(cost);
  }

  private void send(CountCase what, byte[] request, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      int status = client.send(request);
      if (status != what.status()) {
        throw new IOException(what.name() + " is answered with " + status);
      }
    }
  }

  private static Cost.Snapshot quiet() throws InterruptedException {
    Cost.Snapshot last = Cost.Snapshot.now();
    for (int look = 0; look < LOOKS; look++) {
      Thread.sleep(QUIET);
      Cost.Snapshot next = Cost.Snapshot.now();
      if (next.equals(last)) {
        return next;
      }
      last = next;
    }
    throw new IllegalStateException("the app does not come to rest");
  }

  @Override
  public void close() throws IOException {
    client.close();
    cortado.close();
  }
}
