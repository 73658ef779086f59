const { AsyncLocalStorage } = require('async_hooks');
const express = require('express');

// How a body comes, what the app does to its request before the parser, and what is left of the request afterwards.
const app = express();
const storage = new AsyncLocalStorage();
let told = [];

const states = (req) => [req.complete, req.readable, req.readableEnded, req.readableFlowing, req.destroyed, req.closed, req.aborted, req.readableLength, req.readableDidRead, req.readableAborted];
const show = (req, res) => res.json({ type: typeof req.body, body: Buffer.isBuffer(req.body) ? req.body.toString('hex') : req.body });
const parsers = { json: express.json(), form: express.urlencoded({ extended: true }), flat: express.urlencoded({ extended: false }), text: express.text(), raw: express.raw(), any: express.text({ type: '*/*' }), loose: express.json({ strict: false }), small: express.json({ limit: 10 }), verify: express.json({ verify: (req, res, bytes, charset) => told.push([bytes.toString(), charset]) }), noinflate: express.json({ inflate: false }) };

app.get('/told', (req, res) => setTimeout(() => { res.json(told); told = []; }, 20));
app.get('/aborted', function aborted(req, res) {
  if (told.length === 0) return void setTimeout(aborted, 2, req, res);
  res.json(told);
  told = [];
});
for (const [name, parser] of Object.entries(parsers)) app.all(`/${name}`, parser, show);
for (const [first, second] of [['json', 'json'], ['json', 'form'], ['json', 'text'], ['text', 'json'], ['any', 'json'], ['json', 'any'], ['raw', 'any'], ['form', 'flat']]) {
  app.post(`/two/${first}/${second}`, parsers[first], (req, res, next) => { told.push([typeof req.body, req.body]); next(); }, parsers[second], show);
}

// The state of the stream in the handler, a tick, a microtask and a turn later.
app.post('/states/:parser', (req, res, next) => { told.push(['before', ...states(req)]); parsers[req.params.parser](req, res, next); }, (req, res) => {
  told.push(['handler', ...states(req)]);
  for (const event of ['data', 'end', 'close', 'error', 'aborted', 'readable']) req.on(event, () => told.push([event, ...states(req)]));
  process.nextTick(() => told.push(['tick', ...states(req)]));
  Promise.resolve().then(() => told.push(['microtask', ...states(req)]));
  setImmediate(() => { told.push(['turn', ...states(req)]); res.json(req.body); });
});
app.post('/untouched/:parser', (req, res, next) => parsers[req.params.parser](req, res, next), (req, res) => setImmediate(() => res.json(states(req))));
app.post('/listened/:parser', (req, res, next) => {
  for (const event of ['data', 'end', 'close']) req.on(event, (chunk) => told.push(chunk ? `data ${chunk}` : event));
  next();
}, (req, res, next) => parsers[req.params.parser](req, res, next), show);
app.post('/late-data/:parser', (req, res, next) => parsers[req.params.parser](req, res, next), (req, res) => {
  let seen = 0;
  req.on('data', () => { seen++; });
  req.on('end', () => { seen += 100; });
  req.resume();
  setTimeout(() => res.json({ seen, read: req.read(), body: req.body }), 15);
});
app.post('/iterate/:parser', (req, res, next) => parsers[req.params.parser](req, res, next), async (req, res) => {
  const parts = [];
  try { for await (const part of req) parts.push(String(part)); } catch (error) { parts.push(error.code); }
  res.json({ parts, body: req.body });
});
app.post('/pipe/:parser', (req, res, next) => parsers[req.params.parser](req, res, next), (req, res) => { res.write('['); req.pipe(res); setTimeout(() => { if (!res.writableEnded) res.end(']'); }, 15); });

// What comes before the parser.
const before = {
  delay: (req, next) => setTimeout(next, 15),
  immediate: (req, next) => setImmediate(next),
  promise: (req, next) => { Promise.resolve().then(() => next()); },
  type: (req, next) => { req.headers['content-type'] = 'application/json'; next(); },
  notype: (req, next) => { delete req.headers['content-type']; next(); },
  length: (req, next) => { req.headers['content-length'] = '3'; next(); },
  nolength: (req, next) => { delete req.headers['content-length']; next(); },
  encoding: (req, next) => { req.headers['content-encoding'] = 'x-own'; next(); },
  gzip: (req, next) => { req.headers['content-encoding'] = 'gzip'; next(); },
  charset: (req, next) => { req.headers['content-type'] = 'application/json; charset=latin1'; next(); },
  headers: (req, next) => { req.headers = { ...req.headers }; next(); },
  body: (req, next) => { req.body = { mine: 1 }; next(); },
  marked: (req, next) => { req._body = true; next(); },
  setEncoding: (req, next) => { req.setEncoding('utf8'); next(); },
  pause: (req, next) => { req.pause(); next(); },
  resume: (req, next) => { req.resume(); setTimeout(next, 15); },
  read: (req, next) => { req.read(0); next(); },
  consume: (req, next) => { req.on('data', () => {}).on('end', next); },
  once: (req, next) => { req.once('readable', () => next()); },
  unshift: (req, next) => { req.unshift(Buffer.from(' ')); next(); },
  push: (req, next) => { const { push } = req; req.push = function (chunk, ...rest) { told.push(String(chunk)); return push.call(this, chunk, ...rest); }; next(); },
  on: (req, next) => { const { on } = req; req.on = function (event, listener) { told.push(`on ${event}`); return on.call(this, event, listener); }; next(); },
  emit: (req, next) => { const { emit } = req; req.emit = function (event, ...args) { if (event !== 'readable') told.push(`emit ${event}`); return emit.call(this, event, ...args); }; next(); },
  ownRead: (req, next) => { const { read } = req; req.read = function (...args) { if (told.at(-1) !== 'read') told.push('read'); return read.apply(this, args); }; next(); },
  ownResume: (req, next) => { const { resume } = req; req.resume = function (...args) { told.push('resume'); return resume.apply(this, args); }; next(); },
  proto: (req, next) => { Object.setPrototypeOf(req, Object.create(Object.getPrototypeOf(req), { on: { value(event, listener) { told.push(`on ${event}`); return Object.getPrototypeOf(Object.getPrototypeOf(this)).on.call(this, event, listener); } } })); next(); },
  method: (req, next) => { req.method = 'GET'; next(); },
  store: (req, next) => storage.run('stored', next),
  enter: (req, next) => { storage.enterWith('entered'); next(); },
  destroy: (req, next) => { req.destroy(); next(); },
  twice: (req, next) => { next(); },
};
app.post('/before/:what/:parser', (req, res, next) => before[req.params.what](req, next), (req, res, next) => parsers[req.params.parser](req, res, next), (req, res) => {
  told.push(storage.getStore() ?? 'no store');
  show(req, res);
});
app.post('/early', (req, res, next) => { res.status(202).json({ early: true }); next(); }, parsers.json, (req) => told.push(req.body));
app.post('/ignored', (req, res) => res.send('ignored'));
app.post('/both', (req, res) => parsers.json(req, res, (one) => told.push(['one', one?.message, req.body])) || parsers.json(req, res, (two) => { told.push(['two', two?.message, req.body]); setTimeout(() => res.headersSent || res.json(req.body), 15); }));
app.post('/async', parsers.json, async (req, res) => { await null; storage.run(1, () => setImmediate(() => res.json([storage.getStore(), req.body]))); });

app.use((error, req, res, next) => {
  const { name, message, type, status, expected, length, received, limit, charset, encoding, body, code } = error;
  told.push(['error', message, code, received]);
  if (res.headersSent) next(error);
  else res.status(status || 500).json({ name, message, type, status, expected, length, received, limit, charset, encoding, body: Buffer.isBuffer(body) ? body.toString('hex') : body });
});

app.listen(process.env.PORT || 3000);
