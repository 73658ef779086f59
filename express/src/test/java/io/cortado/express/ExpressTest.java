package io.cortado.express;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Express 5 and 4 over a socket: the border between them, and what must stay as npm's has it. */
@Timeout(120)
public class ExpressTest {
  @Test
  void answersJsonWithLengthAndTag() throws Exception {
    try (ExpressApp app = ExpressApp.start(5, "app.get('/u/:id', (req, res) => res.json({ id: req.params.id, name: 'ü' }));")) {
      String answer = app.get("/u/7");
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\nContent-Type: application/json; charset=utf-8\r\n")
          .contains("\r\nContent-Length: 22\r\nETag: W/\"16-vvik3cQzpXG3jeSnchBc3cR+noo\"\r\n")
          .endsWith("\r\n\r\n{\"id\":\"7\",\"name\":\"ü\"}");
      assertThat(app.get("/u/7", "If-None-Match: W/\"16-vvik3cQzpXG3jeSnchBc3cR+noo\""))
          .startsWith("HTTP/1.1 304 Not Modified\r\n");
    }
  }

  @Test
  void sendsHalfASurrogatePairAsTheReplacementCharacter() throws Exception {
    try (ExpressApp app = ExpressApp.start(5, "app.get('/', (req, res) => res.send('a\\ud800'));")) {
      assertThat(app.get("/")).contains("\r\nContent-Length: 4\r\n").endsWith("\r\n\r\na\ufffd");
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
      try (ExpressApp app = ExpressApp.start(major, script)) {
        assertThat(app.get("/text")).contains("\r\nContent-Type: a/b; charset=utf-8\r\nx: 1\r\n");
        assertThat(app.get("/bytes")).contains("\r\ncontent-type: a/b\r\n");
      }
    }
  }

  /** What a client sends is data for a view, unless the app says otherwise. */
  @Test
  void takesNoViewOptionsFromClients() throws Exception {
    String script =
        """
        const views = require('fs').mkdtempSync(require('os').tmpdir() + '/views');
        require('fs').writeFileSync(views + '/v.x', '');
        app.set('views', views).set('view engine', 'x').set('query parser', 'extended').engine('x', (file, options, done) => done(null,
          [typeof options.settings.env, options.cache, options.layout, options.basedir, options.a].join()));
        app.get('/itself', (req, res) => res.render('v', req.query));
        app.get('/copied', (req, res) => res.render('v', { ...req.query, title: 't' }));
        app.get('/own', (req, res) => res.render('v', { layout: 'mine', a: req.query.a }));
        app.get('/open', (req, res) => { app.enable('client view options'); res.render('v', req.query); });
        """;
    String query = "?a=1&layout=evil&cache=&basedir=%2Fetc&settings[views]=%2Fetc";
    for (int major : new int[] {4, 5}) {
      try (ExpressApp app = ExpressApp.start(major, script)) {
        assertThat(app.get("/itself" + query)).endsWith("\r\n\r\nstring,false,,,1");
        assertThat(app.get("/copied" + query)).endsWith("\r\n\r\nstring,false,,,1");
        assertThat(app.get("/own?a=1")).endsWith("\r\n\r\nstring,false,mine,,1");
        assertThat(app.get("/open" + query)).endsWith("\r\n\r\nundefined,,evil,/etc,1");
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
    try (ExpressApp app = ExpressApp.start(5, script)) {
      assertThat(app.get("/")).endsWith("\r\n\r\nbytes");
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
    try (ExpressApp app = ExpressApp.start(5, script)) {
      assertThat(app.get("/new")).startsWith("HTTP/1.1 404 ");
      app.get("/add");
      assertThat(app.get("/new")).endsWith("new");
      assertThat(app.get("/a")).endsWith("first");
      app.get("/move");
      assertThat(app.get("/A/")).endsWith("second");
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
    try (ExpressApp app = ExpressApp.start(5, script)) {
      assertThat(app.get("/"))
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
    try (ExpressApp app = ExpressApp.start(4, script)) {
      assertThat(app.get("/n/12?q=x")).startsWith("HTTP/1.1 201 Created\r\n").endsWith("12,x");
      assertThat(app.get("/n/x")).startsWith("HTTP/1.1 404 ");
      assertThat(app.get("/back", "Referer: /there")).contains("\r\nLocation: /there\r\n");
      assertThat(app.get("/lib")).endsWith("[\"4.22.3\",true]");
    }
  }

  @Test
  void passesRejectedPromisesOnInExpress5() throws Exception {
    String script =
        """
        app.get('/', async () => { throw Object.assign(new Error('no'), { status: 418 }); });
        app.use((error, req, res, next) => res.status(error.status).send(error.message));
        """;
    try (ExpressApp app = ExpressApp.start(5, script)) {
      assertThat(app.get("/")).startsWith("HTTP/1.1 418 I'm a Teapot\r\n").endsWith("no");
    }
  }

  @Test
  void takesABracketBeforeAnEqualsSignForTheEndOfAKey() throws Exception {
    try (ExpressApp app = ExpressApp.start(4, "app.get('/', (req, res) => res.json(req.query));")) {
      assertThat(app.get("/?a=b]=c")).endsWith("{\"a=b]\":\"c\"}");
      assertThat(app.get("/?a=b%5D=c")).endsWith("{\"a=b]\":\"c\"}");
      assertThat(app.get("/?a=b]&c=%3D")).endsWith("{\"a\":\"b]\",\"c\":\"=\"}");
    }
  }
}
