const express = require('express');
const http = require('http');
const path = require('path');

const app = express();
app.locals.site = 'Corpus';

app.get('/methods', (req, res) => res.json(http.METHODS.filter((m) => typeof app[m.toLowerCase()] !== 'function')));
app.get('/router-methods', (req, res) => res.json(http.METHODS.filter((m) => typeof express.Router()[m.toLowerCase()] !== 'function')));
app.get('/chainable', (req, res) => { const a = express(); res.json([a.use(() => {}) === a, a.get('/', () => {}) === a, a.all('/', () => {}) === a, a.param('x', () => {}) === a, a.engine('x', () => {}) === a, a.set('a', 1) === a, a.enable('b') === a, a.disable('c') === a, a.route('/r') === a, a.route('/r').get(() => {}).constructor.name]); });
app.get('/defaults', (req, res) => {
  const a = express();
  const names = ['etag', 'env', 'query parser', 'subdomain offset', 'trust proxy', 'view cache', 'views', 'jsonp callback name', 'view engine', 'case sensitive routing', 'strict routing', 'json spaces', 'x-powered-by'];
  res.json(names.map((n) => [n, n === 'views' ? path.relative(process.cwd(), a.get(n)) : a.get(n) === undefined ? 'undefined' : a.get(n)]));
});
app.get('/locals', (req, res) => res.json([app.locals.site, app.locals.settings === app.settings, Object.getPrototypeOf(app.locals) === null]));
app.get('/express', (req, res) => res.json([Object.keys(express).sort(), typeof express.Route, typeof express.application.listen, typeof express.request.get, typeof express.response.send, express.Router.length, express.static.name]));
app.get('/mount', (req, res) => {
  const a = express(); const b = express(); const c = express(); const seen = [];
  b.on('mount', (parent) => seen.push(parent === a)); c.on('mount', (parent) => seen.push(parent === b));
  a.use('/b', b); b.use('/c', c); b.use(['/d', '/e'], express());
  res.json([seen, a.path(), b.path(), c.path(), a.mountpath, b.mountpath, c.mountpath, b.parent === a]);
});
app.get('/inherit', (req, res) => {
  const a = express(); const b = express();
  a.set('x', 1); b.set('y', 2); a.set('trust proxy', 1); a.set('etag', 'strong'); b.set('view cache', true);
  a.use(b);
  res.json([b.get('x'), b.get('y'), b.get('trust proxy'), b.get('etag'), a.get('y') === undefined, b.enabled('view cache'), a.enabled('view cache')]);
});
app.get('/listen', async (req, res) => {
  const out = [];
  const listen = (...args) => new Promise((resolve) => {
    const server = express().get('/', (q, s) => s.send('x')).listen(...args, function () { out.push([server instanceof http.Server, server.listening, typeof server.address().port, this === server]); server.close(resolve); });
  });
  await listen(0);
  await listen(0, '127.0.0.1');
  await listen({ port: 0 });
  await listen();
  await listen('0');
  res.json(out);
});
app.get('/listen-used', (req, res) => {
  const first = express().listen(0, '127.0.0.1', () => {
    const { port } = first.address();
    const second = express();
    let answered = false;
    const done = (how, e) => { if (answered) return; answered = true; first.close(() => res.json([how, e && e.code, e && e.syscall])); };
    const server = second.listen(port, '127.0.0.1', (e) => done('callback', e));
    server.on('error', (e) => done('event', e));
  });
});
app.get('/create-server', (req, res) => {
  const inner = express();
  inner.get('/inner', (q, s) => s.json({ url: q.url }));
  const server = http.createServer(inner).listen(0, '127.0.0.1', () => {
    http.get({ port: server.address().port, host: '127.0.0.1', path: '/inner?z=1', agent: false }, (r) => {
      let text = '';
      r.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () => server.close(() => res.json([r.statusCode, r.headers['content-type'], text])));
    });
  });
});
app.get('/call', (req, res) => { const inner = express(); inner.use((q, s) => s.send('inner ' + q.url)); inner(req, res); });
app.get('/call-next', (req, res, next) => { const inner = express(); inner(req, res, (err) => res.send('out ' + err)); });
app.get('/router-call', (req, res) => { const r = express.Router(); r.get('/router-call', (q, s, n) => n(new Error('inner error'))); r(req, res, (err) => res.send('out ' + err.message)); });
app.get('/stack', (req, res) => { const r = express.Router(); r.get('/a', () => {}); r.use(() => {}); res.json([r.stack.length, r.stack[0].route.path, typeof r.stack[0].handle, r.stack[0].route.methods, r.stack[0].route.stack[0].method, r.stack[1].route === undefined, r.stack[1].name]); });

function attempt(name, fn) {
  app.get('/attempt/' + name, (req, res) => { try { fn(); res.send('no error'); } catch (e) { res.json({ name: e.name, code: e.code, message: e.message }); } });
}
attempt('use-nothing', () => express().use());
attempt('use-path', () => express().use('/x'));
attempt('use-string', () => express().use('/x', 'y'));
attempt('use-object', () => express().use({}));
attempt('use-null', () => express().use(null));
attempt('get-nothing', () => express().get('/x', undefined));
attempt('get-object', () => express().get('/x', {}));
attempt('get-array', () => express().get('/x', [() => {}, 'no']));
attempt('post-none', () => express().post('/x'));
attempt('all-none', () => express().all('/x'));
attempt('route-get', () => express().route('/x').get());
attempt('route-all', () => express().route('/x').all(1));
attempt('param-none', () => express().param('x'));
attempt('param-string', () => express().param('x', 'y'));
attempt('param-function', () => express().param(() => {}));
attempt('router-use', () => express.Router().use());
attempt('router-use-string', () => express.Router().use('/x', 'y'));
attempt('engine', () => express().engine('html'));
attempt('engine-string', () => express().engine('html', 'x'));
attempt('static', () => express.static());
attempt('static-number', () => express.static(42));
attempt('static-set-headers', () => express.static('x', { setHeaders: 'y' }));
attempt('param-array', () => { const a = express(); a.param(['a', 'b'], () => {}); });
attempt('render-no-engine', () => express().render('x', () => {}));

app.param(['x', 'y'], (req, res, next, value, name) => { (req.seen = req.seen || []).push(name + '=' + value); next(); });
app.get('/params/:x/:y', (req, res) => res.json(req.seen));
app.use('/params/:x', (req, res, next) => { res.append('X-Seen', (req.seen || []).join()); next(); });
app.get('/params/:x/b/:z', (req, res) => res.json(req.seen));
app.param('err', (req, res, next) => { throw new Error('thrown in param'); });
app.get('/param-error/:err', (req, res) => res.send('no'));
app.param('async', (req, res, next, v) => setTimeout(() => { req.late = v; next(); }, 5));
app.get('/param-async/:async', (req, res) => res.send(req.late));
app.param('router', (req, res, next) => next('router'));
app.get('/param-router/:router', (req, res) => res.send('no'));

for (const method of http.METHODS) app[method.toLowerCase()]('/each', (req, res) => res.set('X-Method', method).end());
app.all('/all/:rest', (req, res) => res.send(req.method + ' ' + req.params.rest));
app.use('/mw', express.Router().get('/', (req, res) => res.send('mw')), (req, res) => res.send('second'));
app.get('/deep', ...Array.from({ length: 300 }, () => (req, res, next) => next()), (req, res) => res.send('deep'));

app.use((err, req, res, next) => res.status(err.status || 500).send('handler: ' + err.message));
app.listen(process.env.PORT || 3000);
