const http = require('http');
const express = require('express');

// What can be done to a response before, while and after it is sent whole.
const app = express();

const states = (res) => [res.headersSent, res.writableEnded, res.finished, res.statusCode, res.statusMessage ?? null, res.getHeaderNames()];
let told = [];
app.get('/told', (req, res) => setTimeout(() => { res.json(told); told = []; }, 20));

// Every tick of a sent response, for GET /after/send and its like.
const answers = {
  send: (res) => res.send('text'),
  json: (res) => res.json({ a: 1 }),
  end: (res) => res.end('text'),
  empty: (res) => res.end(),
  bytes: (res) => res.send(Buffer.from('text')),
  status: (res) => res.sendStatus(201),
  none: (res) => res.status(204).send('dropped'),
  fresh: (res) => res.set('ETag', '"mine"').send('text'),
};
app.get('/after/:how', (req, res) => {
  answers[req.params.how](res);
  told.push(['sent', ...states(res), res.get('Content-Type') ?? null, res.get('Content-Length') ?? null, res.get('ETag') ?? null]);
  told.push(String(res._header).split('\r\n').filter((line) => !line.startsWith('Date')));
  res.on('finish', () => told.push(['finish', ...states(res), res.writableFinished, res.getHeader('x-powered-by')]));
  res.on('close', () => told.push(['close', ...states(res), res.destroyed, res.closed]));
  res.on('prefinish', () => told.push(['prefinish']));
  process.nextTick(() => told.push(['tick', res.writableFinished]));
});
app.get('/before/:how', (req, res) => {
  for (const event of ['prefinish', 'finish', 'close', 'socket', 'drain']) {
    res.on(event, () => told.push([event, res.writableFinished, res.destroyed, res.socket === null]));
  }
  for (const event of ['end', 'close', 'data', 'resume', 'pause']) req.on(event, () => told.push([`req ${event}`, req.complete, req.readableEnded, req.destroyed]));
  answers[req.params.how](res);
});
app.get('/emit/:how', (req, res) => {
  for (const [name, message] of [['req', req], ['res', res]]) {
    const { emit } = message;
    message.emit = function (event, ...args) { if (event !== 'readable') told.push(`${name} ${event}`); return emit.call(this, event, ...args); };
  }
  answers[req.params.how](res);
});
app.get('/twice/:first/:second', (req, res) => {
  const out = [];
  res.on('error', (error) => told.push(['error', error.code]));
  answers[req.params.first](res);
  try { answers[req.params.second](res); out.push('no error'); } catch (error) { out.push(error.code ?? error.message); }
  for (const late of [() => res.set('X', '1'), () => res.writeHead(200), () => res.removeHeader('ETag'), () => res.appendHeader('X', '1'), () => res.cookie('a', 'b'), () => res.redirect('/')]) {
    try { late(); out.push('no error'); } catch (error) { out.push(error.code); }
  }
  told.push(out);
});

// One method in another's place, on the response, its prototype or the class: what is called, and what is sent.
const methods = ['end', 'write', 'writeHead', 'setHeader', 'removeHeader', '_implicitHeader', 'set', 'type', 'send', 'json', 'status', 'header', 'sendStatus', 'contentType'];
const wrap = (object, name) => {
  const own = Object.hasOwn(object, name);
  const original = object[name];
  object[name] = function (...args) {
    told.push(`${name} ${args.filter((arg) => typeof arg !== 'function').map((arg) => (Buffer.isBuffer(arg) ? `bytes ${arg}` : JSON.stringify(arg)))}`);
    return original.apply(this, args);
  };
  return () => { if (own) object[name] = original; else delete object[name]; };
};
const places = { own: (res) => res, app: () => app.response, express: () => express.response, class: () => http.ServerResponse.prototype };
app.get('/wrapped/:place/:method/:how', (req, res) => {
  const { place, method, how } = req.params;
  const restore = wrap(places[place](res), method);
  try { answers[how](res); } finally { if (place !== 'own') restore(); }
});
app.get('/methods', (req, res) => res.json(methods));
app.get('/get-wrapped', (req, res) => { res.get = () => undefined; res.set('Content-Type', 'text/plain').send('x'); });
app.get('/get-header-wrapped', (req, res) => { const { getHeader } = res; res.getHeader = (name) => (name === 'ETag' ? 'yes' : getHeader.call(res, name)); res.send('no tag'); });
app.get('/status-getter', (req, res) => { Object.defineProperty(res, 'statusCode', { get: () => 203, set() {} }); res.send('203'); });

// Fields set before.
const fields = {
  odd: (res) => res.setHeader('content-type', 'text/plain'),
  odder: (res) => res.setHeader('CONTENT-TYPE', 'text/plain; charset=utf-8'),
  plain: (res) => res.type('text/plain'),
  latin: (res) => res.set('Content-Type', 'text/plain; charset=iso-8859-1'),
  array: (res) => res.setHeader('Content-Type', ['text/plain; charset=utf-8']),
  empty: (res) => res.setHeader('Content-Type', ''),
  number: (res) => res.setHeader('Content-Type', 7),
  json: (res) => res.type('json'),
  list: (res) => res.setHeader('X-List', ['a', 'b', 3]),
  one: (res) => res.setHeader('X-List', ['a']),
  nothing: (res) => res.setHeader('X-List', []),
  nested: (res) => res.setHeader('X-List', [['a', 'b'], 'c']),
  numbers: (res) => { res.setHeader('X-N', 1.5); res.setHeader('X-B', true); res.setHeader('X-Null', null); },
  object: (res) => res.setHeader('X-O', { toString: () => 'object' }),
  cookies: (res) => res.cookie('a', '1').cookie('b', { c: 2 }).clearCookie('d'),
  etag: (res) => res.set('ETag', '"own"'),
  noetag: (res) => res.setHeader('ETag', ''),
  length: (res) => res.set('Content-Length', '4'),
  short: (res) => res.set('Content-Length', '2'),
  chunked: (res) => res.set('Transfer-Encoding', 'chunked'),
  identity: (res) => res.setHeader('Transfer-Encoding', 'identity'),
  close: (res) => res.set('Connection', 'close'),
  keep: (res) => res.set('Connection', 'keep-alive'),
  upgrade: (res) => res.set('Connection', 'upgrade'),
  timeout: (res) => res.set('Keep-Alive', 'timeout=99'),
  date: (res) => res.set('Date', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  nodate: (res) => { res.sendDate = false; },
  dropdate: (res) => res.removeHeader('Date'),
  dropconnection: (res) => res.removeHeader('Connection'),
  droplength: (res) => res.removeHeader('Content-Length'),
  dropchunked: (res) => { res.removeHeader('Content-Length'); res.removeHeader('Transfer-Encoding'); },
  message: (res) => { res.statusMessage = 'Very Fine'; },
  nomessage: (res) => { res.statusMessage = ''; },
  notkept: (res) => { res.shouldKeepAlive = false; },
  latin1: (res) => res.setHeader('X-Name', 'caf\u00e9'),
  index: (res) => { res.setHeader('X', '1'); res.setHeader('2', 'b'); res.setHeader('1', 'a'); },
  proto: (res) => res.setHeader('__proto__', 'x'),
  disposition: (res) => res.setHeader('Content-Disposition', 'attachment; filename="\u00e9.txt"'),
  encoding: (res) => res.set('Content-Encoding', 'x-own'),
  modified: (res) => res.set('Last-Modified', 'Thu, 01 Jan 2015 00:00:00 GMT'),
  strict: (res) => { res.strictContentLength = true; res.set('Content-Length', '4'); },
  corked: (res) => res.cork(),
  powered: (res) => res.removeHeader('X-Powered-By'),
  flushed: (res) => res.flushHeaders(),
  part: (res) => res.write('part '),
  removed: (res) => { res.set('X-Gone', '1'); res.removeHeader('x-gone'); },
  replaced: (res) => { res._headers = { a: '1', B: '2' }; },
  link: (res) => res.links({ next: '/2' }).vary('Origin').location('/x y').append('Link', '</3>; rel=last'),
};
app.get('/field/:name/:how', (req, res) => { fields[req.params.name](res); answers[req.params.how](res); });
app.get('/fields', (req, res) => res.json(Object.keys(fields)));
app.all('/status/:code/:how', (req, res) => { res.statusCode = +req.params.code; answers[req.params.how](res); });
app.get('/odd-status/:how', (req, res) => { res.statusCode = '201'; answers[req.params.how](res); });

// Bodies.
const bodies = {
  empty: '', ascii: 'ascii', latin: 'caf\u00e9', wide: '\u20ac', pair: '\ud83d\ude00', high: 'a\ud83d', low: '\ude00b', nul: 'a\0b', bom: '\ufeffx', long: 'x'.repeat(70000), longer: '\u20ac'.repeat(30000),
};
app.get('/body/:name/:how', (req, res) => { const text = bodies[req.params.name]; ({ send: () => res.send(text), end: () => res.end(text), json: () => res.json(text), utf8: () => res.end(text, 'utf8'), dashed: () => res.end(text, 'utf-8'), latin1: () => res.end(text, 'latin1'), hex: () => res.end('6869', 'hex') })[req.params.how](); });
const values = { undefined: undefined, null: null, number: 5, zero: 0, string: 's', true: true, bigint: 1n, date: new Date(0), nan: NaN, toJSON: { toJSON: () => 'own' }, toUndefined: { toJSON: () => undefined }, function: () => {}, symbol: Symbol('s'), map: new Map([[1, 2]]), typed: new Uint16Array([104, 105]), view: new DataView(new ArrayBuffer(2)), buffer: new ArrayBuffer(2), html: { a: '<&>\u2028' }, array: [1, undefined, () => {}] };
app.get('/value/:name/:how', (req, res) => res[req.params.how](values[req.params.name]));

// Settings.
for (const [name, set] of Object.entries({
  weak: (a) => a.set('etag', 'weak'), strong: (a) => a.set('etag', 'strong'), off: (a) => a.disable('etag'), function: (a) => a.set('etag', (body, encoding) => `"${Buffer.isBuffer(body)} ${body.length} ${encoding}"`),
  nothing: (a) => a.set('etag', () => undefined), raw: (a) => a.set('etag fn', (body) => `"raw${body.length}"`), spaces: (a) => a.set('json spaces', 2), replacer: (a) => a.set('json replacer', (key, value) => (key === 'b' ? undefined : value)), escape: (a) => a.set('json escape', true), unpowered: (a) => a.disable('x-powered-by'),
})) {
  const sub = express();
  set(sub);
  sub.get('/send', (req, res) => res.send('caf\u00e9 <b>'));
  sub.get('/json', (req, res) => res.json({ a: '<&>', b: [1, { c: 2 }] }));
  sub.get('/jsonp', (req, res) => res.jsonp({ a: '<&>\u2028' }));
  app.use(`/setting/${name}`, sub);
}

// What the client has, as it says and as the app sees it.
app.all('/cached', (req, res) => res.send('cached'));
app.all('/cached/json', (req, res) => res.json({ cached: true }));
app.get('/cached/tagged', (req, res) => res.set('ETag', 'W/"tag"').send('cached'));
app.get('/cached/modified', (req, res) => res.set('Last-Modified', 'Thu, 01 Jan 2015 00:00:00 GMT').send('cached'));
app.get('/cached/created', (req, res) => res.status(201).send('cached'));
app.get('/cached/missing', (req, res) => res.status(404).send('cached'));
app.get('/cached/lied', (req, res) => { res.status(304).send('cached'); });
app.get('/cached/removed', (req, res) => { delete req.headers['if-none-match']; res.send('cached'); });
app.get('/cached/added', (req, res) => { req.headers['if-none-match'] = '*'; res.send('cached'); });
app.get('/cached/replaced', (req, res) => { req.headers = { 'if-none-match': '*' }; res.send('cached'); });
app.all('/cached/as/:method', (req, res) => { req.method = req.params.method; res.send('cached'); });
app.get('/cached/after', (req, res) => { res.send('cached'); told.push([...states(res), res.get('ETag') ?? null, res._header.split('\r\n').filter((line) => !line.startsWith('Date'))]); });
app.get('/cached/end', (req, res) => res.end('cached'));

// Plain http beside Express, on the same class.
const server = app.listen(process.env.PORT || 3000);
server.keepAliveTimeout = 7000;
