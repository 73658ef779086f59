const express = require('express');

const app = express();

express.response.hello = function (name) { return this.send('hello ' + name); };
express.request.shout = function () { return this.path.toUpperCase(); };
app.response.appOnly = function () { return this.status(202).send('app only'); };
Object.defineProperty(app.request, 'extra', { get() { return 'extra ' + this.method; } });
app.response.sendStatus = function (code) { return this.contentType('application/json').status(code).send(JSON.stringify({ own: code })); };

app.get('/express-response', (req, res) => res.hello('world'));
app.get('/express-request', (req, res) => res.send(req.shout()));
app.get('/app-response', (req, res) => res.appOnly());
app.get('/app-request', (req, res) => res.send(req.extra));
app.get('/send-status', (req, res) => res.sendStatus(403));

// Response time, as everyone writes it.
app.use('/timed', (req, res, next) => {
  const writeHead = res.writeHead;
  res.writeHead = function (...args) { this.setHeader('X-Before-Head', String(args[0])); return writeHead.apply(this, args); };
  next();
});
app.get('/timed', (req, res) => res.send('timed'));
app.get('/timed/stream', (req, res) => { res.write('a'); res.end('b'); });

app.use('/end', (req, res, next) => {
  const end = res.end;
  res.end = function (chunk, encoding, cb) { if (!this.headersSent) { this.removeHeader('Content-Length'); this.removeHeader('ETag'); } return end.call(this, '[' + (chunk || '') + ']', encoding, cb); };
  next();
});
app.get('/end/send', (req, res) => res.send('sent'));
app.get('/end/json', (req, res) => res.json({ a: 1 }));
app.get('/end/status', (req, res) => res.status(204).end());

app.use('/write', (req, res, next) => {
  const write = res.write;
  res.write = function (chunk, ...rest) { return write.call(this, String(chunk).toUpperCase(), ...rest); };
  next();
});
app.get('/write', (req, res) => { res.write('lower '); res.end('end'); });

app.use('/json', (req, res, next) => {
  const json = res.json;
  res.json = function (body) { return json.call(this, { wrapped: body }); };
  next();
});
app.get('/json/json', (req, res) => res.json({ a: 1 }));
app.get('/json/send', (req, res) => res.send({ a: 1 }));

app.use('/send', (req, res, next) => {
  const send = res.send;
  res.send = function (body) { res.send = send; return send.call(this, typeof body === 'string' ? body + '!' : body); };
  next();
});
app.get('/send/string', (req, res) => res.send('text'));
app.get('/send/json', (req, res) => res.json({ text: 1 }));
app.get('/send/render', (req, res) => res.render('any'));
app.engine('x', (file, options, cb) => cb(null, 'rendered'));
class MemoryView {
  constructor(name) { this.name = name; this.path = '/' + name; }
  render(options, cb) { cb(null, 'memory view ' + this.name + ' ' + Object.keys(options).sort().join()); }
}
app.set('view', MemoryView);

app.use('/url', (req, res, next) => { req.url = '/somewhere?else=1'; next(); });
app.get('/somewhere', (req, res) => res.json({ url: req.url, original: req.originalUrl, query: req.query, path: req.path }));
app.use('/method', (req, res, next) => { req.method = req.query.as || 'POST'; next(); });
app.post('/method', (req, res) => res.send('as post'));
app.delete('/method', (req, res) => res.send('as delete'));

app.get('/proto', (req, res) => res.json({
  req: Object.getPrototypeOf(req) === app.request, res: Object.getPrototypeOf(res) === app.response,
  appReq: Object.getPrototypeOf(app.request) === express.request, appRes: Object.getPrototypeOf(app.response) === express.response,
  incoming: req instanceof require('http').IncomingMessage, server: res instanceof require('http').ServerResponse,
  stream: req instanceof require('stream').Readable
}));
app.get('/own-keys', (req, res) => { req.user = 'ada'; res.locals.x = 1; res.json({ user: req.user, has: 'user' in req, own: Object.prototype.hasOwnProperty.call(req, 'user') }); });
app.get('/assign', (req, res) => { req.params = { p: 1 }; req.body = { b: 2 }; req.originalUrl = '/o'; req.baseUrl = '/b'; res.json([req.params, req.body, req.originalUrl, req.baseUrl]); });
app.get('/getter', (req, res) => {
  const out = {};
  for (const name of ['query', 'ip', 'protocol', 'hostname', 'path', 'fresh', 'xhr', 'secure', 'subdomains']) {
    try { req[name] = 'set'; out[name] = req[name] === 'set'; } catch (e) { out[name] = e.name; }
  }
  res.json(out);
});
app.get('/define', (req, res) => { Object.defineProperty(req, 'ip', { value: '9.9.9.9', configurable: true }); Object.defineProperty(req, 'query', { value: { mine: 1 } }); res.json({ ip: req.ip, query: req.query }); });
app.get('/headers-edit', (req, res) => { req.headers['x-added'] = 'yes'; delete req.headers.host; res.json([req.get('X-Added'), req.hostname === undefined, Object.keys(req.headers)]); });
app.get('/header-text', (req, res) => { res.set('X-A', '1'); res.write('x'); res.end(String(res._header).split('\r\n').filter((l) => !l.startsWith('Date')).join('|')); });
app.use('/sub', (() => { const s = express(); s.get('/', (req, res) => res.json([typeof res.appOnly, typeof res.hello, typeof req.extra, req.app === s, Object.getPrototypeOf(req) === s.request])); return s; })());
const handle = app.handle;
app.handle = function (req, res, cb) { if (req.headers['x-early']) return res.end('early'); return handle.call(this, req, res, cb); };
app.get('/is-function', (req, res) => res.json([typeof app, app.length, app.name, typeof app.handle, typeof express.Router(), express.Router().length, express.Router().name, typeof express.application.use]));
app.get('/status-code', (req, res) => { res.statusCode = 404; res.statusMessage = 'Gone Fishing'; res.send('set by property'); });
app.get('/pipe-wrapped', (req, res) => { const { PassThrough } = require('stream'); const p = new PassThrough(); p.pipe(res); p.end('through'); });

app.listen(process.env.PORT || 3000);
