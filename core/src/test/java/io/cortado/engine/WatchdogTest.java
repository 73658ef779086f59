package io.cortado.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the loop beyond its deadline is ended, whatever it is; nobody else notices. */
@Timeout(120)
class WatchdogTest {
  private static final String CLOSE = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app =
        TestApp.start(
            """
            const ways = {
              loop() { for (;;); },
              caught() { try { for (;;); } catch { ways.caughtIt = true; } finally { ways.caughtIt = true; } },
              sort() { for (;;) [3, 1, 2].sort(); },
              awaited: async (res) => { await new Promise((r) => setTimeout(r, 5)); for (;;); },
              timer: () => setTimeout(() => { for (;;); }, 5),
              file: () => require('fs').readFile(__filename, () => { for (;;); }),
              immediate: () => setImmediate(() => { for (;;); }),
              tick() { const next = () => process.nextTick(next); next(); },
              microtask() { const next = () => Promise.resolve().then(next); next(); },
              text() { for (;;) JSON.stringify({ a: [1, 2, 3] }); },
            };
            let closed = 0;
            const server = require('http').createServer((req, res) => {
              const name = req.url.slice(1);
              if (name === 'state') return res.end(`${Boolean(ways.caughtIt)} ${closed}`);
              if (name === 'body') return req.on('data', () => {}).on('end', () => { for (;;); });
              if (name === 'late') return setTimeout(() => res.end('late'), 1);
              res.on('close', () => closed++);
              if (ways[name]) ways[name]();
              if (['awaited', 'timer', 'immediate', 'file', 'tick', 'microtask'].includes(name)) return;
              res.end('ok');
            });
            server.listen(0, '127.0.0.1', () => setTimeout(() => require('fs').writeFileSync(
              process.env.OUT, String(server.address().port)), 700));
            """,
            Map.of("CORTADO_HANDLER_DEADLINE", "300"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String get(String path) throws Exception {
    return app.exchange("GET /" + path + CLOSE + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "caught", "sort", "text"})
  void answersFor(String way) throws Exception {
    assertThat(get(way)).startsWith("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n");
    assertThat(get("late")).endsWith("late");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tick", "microtask"})
  void endsWhatNeverLeavesItsQueue(String way) throws Exception {
    assertThat(get(way)).startsWith("HTTP/1.1 503 ");
    assertThat(get("late")).endsWith("late");
  }

  /** The request is known through promises and timers. */
  @ParameterizedTest
  @ValueSource(strings = {"awaited", "timer", "immediate", "file"})
  void answersForWhatComesLater(String way) throws Exception {
    assertThat(get(way)).startsWith("HTTP/1.1 503 ");
    assertThat(get("late")).endsWith("late");
  }

  @Test
  void answersForWhatABodyHasBegun() throws Exception {
    assertThat(app.exchange("POST /body" + CLOSE + "Content-Length: 2\r\n\r\nab")).startsWith("HTTP/1.1 503 ");
    assertThat(get("late")).endsWith("late");
  }

  @Test
  void cannotBeCaughtAndTellsTheResponseOfItsEnd() throws Exception {
    String before = get("state");
    assertThat(get("caught")).startsWith("HTTP/1.1 503 ");
    int closed = Integer.parseInt(before.substring(before.lastIndexOf(' ') + 1));
    assertThat(get("state")).endsWith("false " + (closed + 1));
  }
}
