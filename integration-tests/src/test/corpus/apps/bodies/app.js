const express = require('express');

const app = express();

app.use(express.json());
app.use(express.urlencoded({ extended: true }));

const show = (req, res) => res.json({ type: typeof req.body, body: req.body });

app.post('/echo', show);
app.get('/echo', show);
app.post('/type', (req, res) => res.json({ is: req.is('json'), type: req.get('content-type'), body: req.body }));

app.post('/text', express.text(), show);
app.post('/raw', express.raw(), (req, res) => {
  res.json({ buffer: Buffer.isBuffer(req.body), length: req.body.length, hex: Buffer.isBuffer(req.body) ? req.body.toString('hex').slice(0, 40) : null });
});
app.post('/stream', (req, res) => {
  let size = 0;
  req.on('data', (chunk) => { size += chunk.length; });
  req.on('end', () => res.json({ size, complete: req.complete }));
});

app.use((err, req, res, next) => {
  res.status(err.status || 500).json({
    name: err.name, message: err.message, type: err.type, status: err.status, statusCode: err.statusCode,
    expose: err.expose, body: err.body, expected: err.expected, length: err.length, limit: err.limit,
    received: err.received, charset: err.charset, encoding: err.encoding
  });
});

app.listen(process.env.PORT || 3000);
