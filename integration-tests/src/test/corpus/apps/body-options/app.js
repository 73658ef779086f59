const express = require('express');

const app = express();
const show = (req, res) => res.json({ body: Buffer.isBuffer(req.body) ? { hex: req.body.toString('hex') } : req.body, none: req.body === undefined });
const post = (path, ...parsers) => app.post(path, ...parsers, show);

post('/json/limit-number', express.json({ limit: 20 }));
post('/json/limit-string', express.json({ limit: '1kb' }));
post('/json/inflate-off', express.json({ inflate: false }));
post('/json/strict-off', express.json({ strict: false }));
post('/json/reviver', express.json({ reviver: (key, value) => typeof value === 'number' ? value * 2 : value }));
post('/json/type-string', express.json({ type: 'application/vnd.api+json' }));
post('/json/type-suffix', express.json({ type: 'application/*+json' }));
post('/json/type-array', express.json({ type: ['json', 'text/x-json'] }));
post('/json/type-function', express.json({ type: (req) => req.headers['x-is'] === 'json' }));
post('/json/type-any', express.json({ type: '*/*' }));
post('/json/verify', express.json({ verify: (req, res, buf, encoding) => { if (buf[0] === 0x5b) throw new Error('no arrays'); req.raw = buf.toString(encoding); } }));
post('/json/verify-status', express.json({ verify: () => { throw Object.assign(new Error('teapot'), { status: 418 }); } }));
post('/json/verify-type', express.json({ verify: () => { throw Object.assign(new Error('typed'), { type: 'own.type' }); } }));
post('/json/verify-raw', express.json({ verify: (req, res, buf, encoding) => { res.set('X-Verify', buf.length + ' ' + encoding); } }));
post('/json/twice', express.json(), express.json());

post('/form/simple', express.urlencoded({ extended: false }));
post('/form/extended', express.urlencoded({ extended: true }));
post('/form/default', express.urlencoded());
post('/form/limit', express.urlencoded({ extended: true, limit: '10b' }));
post('/form/parameter-limit', express.urlencoded({ extended: true, parameterLimit: 3 }));
post('/form/parameter-limit-simple', express.urlencoded({ extended: false, parameterLimit: 3 }));
post('/form/depth', express.urlencoded({ extended: true, depth: 1 }));
post('/form/depth-0', express.urlencoded({ extended: true, depth: 0 }));
post('/form/inflate-off', express.urlencoded({ extended: true, inflate: false }));
post('/form/type', express.urlencoded({ extended: true, type: 'text/x-form' }));
post('/form/verify', express.urlencoded({ extended: true, verify: (req, res, buf) => { if (buf.includes('bad')) throw new Error('bad form'); } }));
post('/form/charset-sentinel', express.urlencoded({ extended: true, charsetSentinel: true }));
post('/form/entities', express.urlencoded({ extended: true, interpretNumericEntities: true, charsetSentinel: true }));
post('/form/default-charset', express.urlencoded({ extended: true, defaultCharset: 'iso-8859-1' }));

post('/text/default', express.text());
post('/text/limit', express.text({ limit: 5 }));
post('/text/charset', express.text({ defaultCharset: 'iso-8859-1' }));
post('/text/type', express.text({ type: 'text/html' }));
post('/text/any', express.text({ type: '*/*' }));
post('/text/verify', express.text({ verify: (req, res, buf) => { if (buf[0] === 0x20) throw new Error('begins with a blank'); } }));
post('/text/inflate-off', express.text({ inflate: false }));

post('/raw/default', express.raw());
post('/raw/limit', express.raw({ limit: 4 }));
post('/raw/type', express.raw({ type: 'image/*' }));
post('/raw/any', express.raw({ type: () => true }));
post('/raw/verify', express.raw({ verify: (req, res, buf) => { if (buf[0] === 0) throw new Error('begins with zero'); } }));
post('/raw/inflate-off', express.raw({ inflate: false }));

post('/all', express.json(), express.urlencoded({ extended: true }), express.text(), express.raw());

// What a parser meets when others have touched the stream.
app.post('/touched/encoding', (req, res, next) => { req.setEncoding('utf8'); next(); }, express.json(), show);
app.post('/touched/consumed', (req, res, next) => { req.resume(); req.on('end', next); }, express.json(), show);
app.post('/touched/partly', (req, res, next) => { req.once('readable', () => { req.read(2); next(); }); }, express.json(), show);
app.post('/touched/body', (req, res, next) => { req.body = { own: true }; next(); }, express.json(), show);
app.post('/touched/_body', (req, res, next) => { req._body = true; next(); }, express.json(), show);
app.post('/touched/later', (req, res, next) => setTimeout(next, 15), express.json(), show);

for (const [name, make] of Object.entries({
  'json-verify': () => express.json({ verify: 'x' }),
  'form-parameter-limit': () => express.urlencoded({ extended: true, parameterLimit: 'x' }),
  'form-parameter-limit-0': () => express.urlencoded({ extended: true, parameterLimit: 0 }),
  'form-depth': () => express.urlencoded({ extended: true, depth: 'x' }),
  'form-charset': () => express.urlencoded({ extended: true, defaultCharset: 'utf-16' }),
  'json-limit': () => express.json({ limit: 'nonsense' })
})) {
  app.get('/make/' + name, (req, res) => {
    try { res.json({ made: typeof make() }); } catch (e) { res.json({ name: e.name, message: e.message }); }
  });
}

app.use((err, req, res, next) => {
  const own = {};
  for (const key of Object.keys(err)) own[key] = err[key];
  res.status(err.status || 500).json({ name: err.name, message: err.message, status: err.status, keys: own });
});

app.listen(process.env.PORT || 3000);
