'use strict';

// The same app on every runtime; what a case needs beyond Express is loaded where BENCH_WITH names it.

const path = require('path');
const express = require('express');

const wanted = (process.env.BENCH_WITH || '').split(',');
const app = express();
app.use((req, res, next) => {
  req.seen = 1;
  next();
});
app.use((req, res, next) => {
  res.set('X-Seen', String(req.seen));
  next();
});
for (let i = 0; i < Number(process.env.BENCH_ROUTES || 10); i++) {
  app.get('/route' + i + '/:id', (req, res) => res.json({ route: i, id: req.params.id }));
}
app.get('/', (req, res) => res.send('Hello World'));

const items = express.Router();
items.get('/:id', (req, res) => res.json({ id: req.params.id, name: 'item', tags: ['a', 'b'], price: 12.5 }));
const api = express.Router();
api.use('/items', items);
app.use('/api', api);
app.post('/json', express.json(), (req, res) => res.json(req.body));
app.post('/form', express.urlencoded({ extended: true }), (req, res) => res.json(req.body));
if (process.env.BENCH_FILES) app.use('/files', express.static(process.env.BENCH_FILES));
if (wanted.includes('view')) {
  app.set('view engine', 'hbs');
  app.set('views', path.join(__dirname, 'views'));
  const rows = Array.from({ length: 50 }, (_, i) => ({ id: i, name: 'item ' + i, note: i % 3 ? 'a < b & c' : '', price: i * 1.5 }));
  app.get('/view', (req, res) => res.render('rows', { title: 'Fifty rows', rows }));
}
if (wanted.includes('upload')) {
  const multer = require('multer');
  const upload = multer({ storage: multer.memoryStorage() });
  app.post('/upload', upload.single('file'), (req, res) => res.json({ name: req.file.originalname, size: req.file.size }));
}
if (wanted.includes('postgres')) {
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString: process.env.BENCH_POSTGRES, max: 10 });
  app.get('/row/:id', async (req, res) => {
    const found = await pool.query('SELECT id, name FROM items WHERE id = $1', [req.params.id]);
    res.json(found.rows[0]);
  });
}
if (wanted.includes('redis')) {
  const Redis = require('ioredis');
  const redis = new Redis(process.env.BENCH_REDIS);
  app.get('/key/:id', async (req, res) => res.json({ value: await redis.get('item:' + req.params.id) }));
}
app.use((req, res) => res.status(404).json({ error: 'not found', path: req.path }));

if (process.env.BENCH_TLS) {
  const fs = require('fs');
  const tls = { key: fs.readFileSync(process.env.BENCH_TLS + '/key.pem'), cert: fs.readFileSync(process.env.BENCH_TLS + '/cert.pem') };
  if (process.env.BENCH_WITH === 'http2') {
    // Express ends Node's process at the first request of HTTP/2.
    const hello = (req, res) => res.writeHead(200, { 'content-type': 'text/plain' }).end('Hello World');
    require('http2').createSecureServer({ ...tls, allowHTTP1: true }, hello).listen(process.env.PORT, '127.0.0.1');
  } else {
    require('https').createServer(tls, app).listen(process.env.PORT, '127.0.0.1');
  }
} else {
  app.listen(process.env.PORT, '127.0.0.1');
}
