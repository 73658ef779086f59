const express = require('express');

const app = express();

app.get('/', (req, res) => res.send('root'));
app.get('/slow', (req, res) => setTimeout(() => res.send('slow ' + (req.query.n || '')), 25));
app.get('/fast', (req, res) => res.send('fast ' + (req.query.n || '')));
app.get('/url', (req, res) => res.json({ url: req.url, path: req.path, query: req.query }));
app.get('/length', (req, res) => res.json({ length: req.url.length }));
app.all('/method', (req, res) => res.json({ method: req.method, version: req.httpVersion, headers: req.headers }));
app.get('/headers', (req, res) => res.json({ count: Object.keys(req.headers).length, raw: req.rawHeaders.length, host: req.headers.host === undefined ? null : req.headers.host }));
app.post('/json', express.json(), (req, res) => res.json({ got: req.body }));
app.post('/count', (req, res) => {
  let n = 0;
  req.on('data', (c) => { n += c.length; });
  req.on('end', () => res.json({ n, trailers: req.trailers, rawTrailers: req.rawTrailers }));
});
app.post('/ignore', (req, res) => res.send('did not read'));
app.post('/small', express.raw({ type: () => true, limit: 10 }), (req, res) => res.send('length ' + req.body.length));
app.get('/close', (req, res) => res.set('Connection', 'close').send('closing'));
app.get('/chunks', (req, res) => { res.write('a'); res.write('b'); res.end('c'); });
app.get('/no-content', (req, res) => res.status(204).end());
app.get('/not-modified', (req, res) => res.status(304).end());
app.get('/throw', () => { throw Object.assign(new Error('bad'), { status: 400 }); });

app.use((err, req, res, next) => res.status(err.status || 500).json({ name: err.name, type: err.type, message: err.message }));

const server = app.listen(process.env.PORT || 3000);
server.keepAliveTimeout = 5000;
