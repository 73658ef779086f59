package io.cortado.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is thrown into the loop is told, and the loop goes on as if it had not begun. */
@Timeout(60)
class LoopFailureTest {
  @Test
  void tellsWhatATaskThrowsAndRunsWhatWaits() throws Exception {
    LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    EventLoop loop = EventLoop.start("failing");
    loop.retain();
    loop.bind(
        new Phases() {
          @Override
          public boolean runTimers() {
            seen.add("timers");
            return false;
          }

          @Override
          public boolean runImmediates() {
            seen.add("immediates");
            return false;
          }

          @Override
          public void idle() {}

          @Override
          public void failed(Throwable failure) {
            seen.add(String.valueOf(failure.getMessage()));
          }
        });
    loop.post(
        () -> {
          loop.post(() -> seen.add("next"));
          throw new IllegalStateException("task");
        });
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("task");
    assertThat(seen.poll(10, TimeUnit.SECONDS)).as("what was due is looked at again").isEqualTo("timers");
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("immediates");

    CompletableFuture<Boolean> inside = new CompletableFuture<>();
    loop.post(() -> inside.complete(EventLoop.isInside(loop.entry())));
    assertThat(inside.get(10, TimeUnit.SECONDS)).isTrue();
    loop.stop();
  }

  /** The errors of code that no {@code try} of ours is around: a constructor of the app's that we call. */
  @Test
  void servesOnAfterAnErrorThatNobodyCaught() throws Exception {
    String script =
        """
        const http = require('http');
        const fs = require('fs');
        class Request extends http.IncomingMessage {
          constructor(socket) { super(socket); if (Request.bad) { Request.bad = false; throw new Error('made'); } }
        }
        Request.bad = true;
        const seen = [];
        process.on('uncaughtException', (error) => seen.push(error.message));
        const server = http.createServer({ IncomingMessage: Request }, (req, res) => {
          res.setHeader('Connection', 'close');
          process.nextTick(() => setImmediate(() => setTimeout(() => fs.readFile(__filename, () => Promise.resolve().then(() => {
            let body = '';
            req.on('data', (part) => { body += part; }).on('end', () => res.end(`${seen} ${body}`));
          })), 1)));
        });
        """;
    try (TestApp app = TestApp.serve(script)) {
      String request = "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4\\r\\n\\r\\nbody".replace("\\r\\n", "\r\n");
      assertThat(app.exchange(request)).startsWith("HTTP/1.1 503 ");
      assertThat(app.exchange(request)).endsWith("made body");
    }
  }
}
