package io.cortado.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Load from virtual threads, one per connection; each sends its next request when the answer has come. */
final class JavaLoad implements LoadGenerator {
  @Override
  public Load run(RunningServer server, Request request, int status, int connections, int seconds)
      throws IOException, InterruptedException {
    LongAdder answers = new LongAdder();
    AtomicReference<IOException> failure = new AtomicReference<>();
    byte[] bytes = request.bytes();
    long begin = System.nanoTime();
    long deadline = begin + seconds * 1_000_000_000L;
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(() -> {
        try (KeptConnection connection = server.connect()) {
          while (System.nanoTime() < deadline) {
            int got = connection.send(bytes);
            if (got != status) {
              throw new IOException("the server answers " + got);
            }
            answers.increment();
          }
        } catch (IOException e) {
          failure.set(e);
        }
      });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return new Load(answers.sum(), (System.nanoTime() - begin) / 1e9);
  }
}
