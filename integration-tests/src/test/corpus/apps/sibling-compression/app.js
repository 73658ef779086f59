const express = require('express');
const compression = require('compression');
const path = require('path');
const zlib = require('zlib');

const app = express();
const text = 'compress me, please. '.repeat(200);
app.use('/default', compression());
app.use('/threshold', compression({ threshold: 0 }));
app.use('/filter', compression({ filter: (req, res) => !req.headers['x-no'] && compression.filter(req, res) }));
app.use('/level', compression({ level: 1, threshold: '10kb' }));
app.get('/:kind/text', (req, res) => res.type('text').send(text));
app.get('/:kind/small', (req, res) => res.send('small'));
app.get('/:kind/json', (req, res) => res.json({ text }));
app.get('/:kind/png', (req, res) => res.type('png').send(Buffer.from(text)));
app.get('/:kind/no-transform', (req, res) => res.set('Cache-Control', 'no-transform').send(text));
app.get('/:kind/encoded', (req, res) => res.set('Content-Encoding', 'own').send(text));
app.get('/:kind/stream', (req, res) => { res.type('txt'); res.write(text); res.flush(); setTimeout(() => res.end('end'), 5); });
app.get('/:kind/empty', (req, res) => res.end());
app.use('/default', express.static(path.join(__dirname, 'public')));
app.use('/decode', (req, res) => {
  // What a client would see: the answer of the app itself, inflated.
  require('http').get({ port: req.socket.localPort, path: req.url, headers: { 'accept-encoding': req.get('x-encoding'), host: 'localhost' }, agent: false }, (r) => {
    const parts = [];
    r.on('data', (c) => parts.push(c)).on('end', () => {
      const raw = Buffer.concat(parts);
      const encoding = r.headers['content-encoding'];
      const body = encoding === 'gzip' ? zlib.gunzipSync(raw) : encoding === 'deflate' ? zlib.inflateSync(raw) : encoding === 'br' ? zlib.brotliDecompressSync(raw) : raw;
      res.json({ encoding, length: r.headers['content-length'] === undefined, vary: r.headers.vary, etag: r.headers.etag, status: r.statusCode, smaller: raw.length < body.length, body: body.toString().slice(0, 30), size: body.length });
    });
  });
});
app.listen(process.env.PORT || 3000);
