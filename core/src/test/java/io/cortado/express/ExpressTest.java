package io.cortado.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Express 5 and 4 over a socket: the border between them, and what must stay as npm's has it. */
@Timeout(120)
public class ExpressTest {
  private static final String LISTEN =
      """

      const listening = app.listen(0, '127.0.0.1', () => require('fs').writeFileSync(
        process.env.OUT, String(listening.address().port)));
      """;

  private static TestApp express(int major, String script) throws IOException {
    return TestApp.start(
        "const express = require('express'); const app = express(); app.set('env', 'production');\n" + script + LISTEN,
        Map.of("CORTADO_EXPRESS", String.valueOf(major), "NO_DEPRECATION", "express"));
  }

  private static String get(TestApp app, String path, String... fields) throws Exception {
    try (Socket socket = app.connect()) {
      StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
      for (String field : fields) {
        head.append(field).append("\r\n");
      }
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void answersJsonWithLengthAndTag() throws Exception {
    try (TestApp app = express(5, "app.get('/u/:id', (req, res) => res.json({ id: req.params.id, name: 'ü' }));")) {
      String answer = get(app, "/u/7");
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\nContent-Type: application/json; charset=utf-8\r\n")
          .contains("\r\nContent-Length: 22\r\nETag: W/\"16-vvik3cQzpXG3jeSnchBc3cR+noo\"\r\n")
          .endsWith("\r\n\r\n{\"id\":\"7\",\"name\":\"ü\"}");
      assertThat(get(app, "/u/7", "If-None-Match: W/\"16-vvik3cQzpXG3jeSnchBc3cR+noo\""))
          .startsWith("HTTP/1.1 304 Not Modified\r\n");
    }
  }

  @Test
  void sendsHalfASurrogatePairAsTheReplacementCharacter() throws Exception {
    try (TestApp app = express(5, "app.get('/', (req, res) => res.send('a\\ud800'));")) {
      assertThat(get(app, "/")).contains("\r\nContent-Length: 4\r\n").endsWith("\r\n\r\na\ufffd");
    }
  }

  @Test
  void sendsTextUnderItsOwnNameOfTheContentType() throws Exception {
    String script =
        """
        app.get('/text', (req, res) => res.setHeader('content-type', 'a/b; charset=utf-8').setHeader('x', '1').send('t'));
        app.get('/bytes', (req, res) => res.setHeader('content-type', 'a/b').send(Buffer.from('b')));
        """;
    for (int major : new int[] {4, 5}) {
      try (TestApp app = express(major, script)) {
        assertThat(get(app, "/text")).contains("\r\nContent-Type: a/b; charset=utf-8\r\nx: 1\r\n");
        assertThat(get(app, "/bytes")).contains("\r\ncontent-type: a/b\r\n");
      }
    }
  }

  @Test
  void callsAnEndThatTheAppReplaced() throws Exception {
    String script =
        """
        app.use((req, res, next) => {
          const end = res.end;
          res.end = function (body) { return end.call(this, Buffer.isBuffer(body) ? 'bytes' : 'text!'); };
          next();
        });
        app.get('/', (req, res) => res.send('12345'));
        """;
    try (TestApp app = express(5, script)) {
      assertThat(get(app, "/")).endsWith("\r\n\r\nbytes");
    }
  }

  @Test
  void matchesRoutesAddedAndMovedWhileRequestsRun() throws Exception {
    String script =
        """
        app.get('/a', (req, res) => res.send('first'));
        app.get('/add', (req, res) => { app.get('/new', (q, s) => s.send('new')); res.send('added'); });
        app.get('/move', (req, res) => {
          app.get('/a', (q, s) => s.send('second'));
          app.router.stack.unshift(app.router.stack.pop());
          res.send('moved');
        });
        """;
    try (TestApp app = express(5, script)) {
      assertThat(get(app, "/new")).startsWith("HTTP/1.1 404 ");
      get(app, "/add");
      assertThat(get(app, "/new")).endsWith("new");
      assertThat(get(app, "/a")).endsWith("first");
      get(app, "/move");
      assertThat(get(app, "/A/")).endsWith("second");
    }
  }

  @Test
  void refusesAPathWithExpressOwnWords() throws Exception {
    String script =
        """
        let text;
        try { app.get('/a(b)', () => {}); } catch (error) { text = `${error.name}: ${error.message}`; }
        app.get('/', (req, res) => res.send(text));
        """;
    try (TestApp app = express(5, script)) {
      assertThat(get(app, "/"))
          .endsWith("TypeError: Unexpected ( at index 2: /a(b); visit https://git.new/pathToRegexpError for info");
    }
  }

  @Test
  void runsTheSameAppAsExpress4() throws Exception {
    String script =
        """
        app.get('/n/:id(\\\\d+)', (req, res) => res.send(201, [req.params.id, req.param('q')].join()));
        app.get('/back', (req, res) => res.redirect('back'));
        app.get('/lib', (req, res) => res.json([
          require('express/package.json').version,
          app._router.stack[2] instanceof require('express/lib/router/layer')]));
        """;
    try (TestApp app = express(4, script)) {
      assertThat(get(app, "/n/12?q=x")).startsWith("HTTP/1.1 201 Created\r\n").endsWith("12,x");
      assertThat(get(app, "/n/x")).startsWith("HTTP/1.1 404 ");
      assertThat(get(app, "/back", "Referer: /there")).contains("\r\nLocation: /there\r\n");
      assertThat(get(app, "/lib")).endsWith("[\"4.22.3\",true]");
    }
  }

  @Test
  void passesRejectedPromisesOnInExpress5() throws Exception {
    String script =
        """
        app.get('/', async () => { throw Object.assign(new Error('no'), { status: 418 }); });
        app.use((error, req, res, next) => res.status(error.status).send(error.message));
        """;
    try (TestApp app = express(5, script)) {
      assertThat(get(app, "/")).startsWith("HTTP/1.1 418 I'm a Teapot\r\n").endsWith("no");
    }
  }
}
