package io.cortado.it.corpus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask for what does not fail, all the time, and know the answers. */
final class Load implements Runner.Beside {
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger answered = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  Load(int port) {
    this.port = port;
    for (int i = 0; i < CLIENTS; i++) {
      int first = i;
      threads.add(Thread.ofVirtual().start(() -> ask(first)));
    }
  }

  private void ask(int first) {
    for (int n = first; !ended; n += CLIENTS) {
      boolean late = n % 3 == 0;
      String expected = late ? "{\"late\":\"" + n + "\"}" : "fine " + n;
      try {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + (late ? "/late" : "/fine") + "?n=" + n));
        var response = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200 || !response.body().equals(expected)) {
          wrong.add(n + ": " + response.statusCode() + " " + response.body());
        }
        answered.incrementAndGet();
      } catch (IOException e) {
        wrong.add(n + ": " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** How many requests were answered, rightly or not. */
  int answered() {
    return answered.get();
  }

  /** What was not answered, or not as it should be. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void end() {
    ended = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
