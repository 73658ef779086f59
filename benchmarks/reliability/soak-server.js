'use strict';

// An app with sessions, uploads, streams and errors, for soak.js. Runs on Cortado; on Node where express and express-session
// are installed.

const crypto = require('crypto');
const express = require('express');
const fs = require('fs');
const os = require('os');
const path = require('path');
const session = require('express-session');
const zlib = require('zlib');
const { Transform, pipeline } = require('stream');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'soak-'));
const app = express();

/** Bytes of the heap that are in use after a collection; Node needs --expose-gc. */
function heap() {
  for (let i = 0; i < 3; i++) {
    if (globalThis.gc) globalThis.gc();
    else Java.type('java.lang.System').gc();
  }
  return process.memoryUsage().heapUsed;
}

app.get('/state', (req, res) => {
  res.json({ heap: heap(), rss: process.memoryUsage().rss, files: fs.readdirSync('/proc/self/fd').length });
});

app.use(session({ secret: 'soak', resave: false, saveUninitialized: false }));

app.post('/login', express.json(), (req, res, next) => {
  req.session.regenerate((error) => {
    if (error) return next(error);
    req.session.name = req.body.name;
    req.session.visits = 0;
    return res.json({ name: req.session.name });
  });
});
app.get('/visit', (req, res) => res.json({ name: req.session.name, visits: ++req.session.visits }));
app.post('/logout', (req, res, next) => req.session.destroy((error) => (error ? next(error) : res.sendStatus(204))));

app.post('/upload', (req, res, next) => {
  const file = path.join(folder, crypto.randomUUID());
  const hash = crypto.createHash('sha1');
  const hashed = new Transform({
    transform(chunk, encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  pipeline(req, hashed, fs.createWriteStream(file), (error) => {
    if (error) return fs.rm(file, { force: true }, () => next(error));
    return res.sendFile(file, { headers: { 'X-Hash': hash.digest('hex') } }, () => fs.rm(file, { force: true }, () => {}));
  });
});

app.get('/stream/:lines', (req, res) => {
  let left = Number(req.params.lines);
  const timer = setInterval(() => {
    res.write(`line ${left}\n`);
    if (--left <= 0) {
      clearInterval(timer);
      res.end();
    }
  }, 5);
  res.on('close', () => clearInterval(timer));
});
app.get('/zipped', (req, res) => {
  res.type('text').set('Content-Encoding', 'gzip');
  const zip = zlib.createGzip();
  zip.pipe(res);
  zip.end('text '.repeat(20000));
});

app.get('/throw', () => {
  throw new Error('thrown');
});
app.get('/reject', async () => {
  await null;
  throw new TypeError('rejected');
});
app.post('/form', express.urlencoded({ extended: true, limit: '1kb' }), (req, res) => res.json(req.body));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  return res.status(error.status || 500).json({ message: error.message });
});

const server = app.listen(Number(process.env.PORT) || 0, '127.0.0.1', () => console.log(server.address().port));
// Longer than any pause of the client: who asks on a connection that is being closed gets no answer.
server.keepAliveTimeout = 65000;
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
