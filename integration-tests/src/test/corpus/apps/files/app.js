const express = require('express');
const fs = require('fs');
const path = require('path');

const app = express();
const root = path.join(__dirname, 'public');
const fox = path.join(root, 'fox.txt');

app.get('/file', (req, res) => res.sendFile(fox));
app.get('/file/root', (req, res) => res.sendFile('fox.txt', { root }));
app.get('/file/name/:name', (req, res) => res.sendFile(req.params.name, { root }));
app.get('/file/dotfiles', (req, res) => res.sendFile('.hidden.txt', { root, dotfiles: 'allow' }));
app.get('/file/dotfiles-deny', (req, res) => res.sendFile('.hidden.txt', { root, dotfiles: 'deny' }));
app.get('/file/headers', (req, res) => res.sendFile('fox.txt', { root, headers: { 'X-Own': 'yes', 'Content-Type': 'text/x-fox' } }));
app.get('/file/max-age', (req, res) => res.sendFile('fox.txt', { root, maxAge: '2h', immutable: true }));
app.get('/file/no-cache', (req, res) => res.sendFile('fox.txt', { root, cacheControl: false, lastModified: false, etag: false, acceptRanges: false }));
app.get('/file/own-headers', (req, res) => { res.set({ 'Cache-Control': 'no-store', ETag: '"own"', 'Content-Type': 'text/own' }); res.sendFile(fox); });
app.get('/file/status', (req, res) => res.status(201).sendFile(fox));
app.get('/file/relative', (req, res) => res.sendFile('public/fox.txt'));
app.get('/file/undefined', (req, res) => res.sendFile());
app.get('/file/number', (req, res) => res.sendFile(42));
app.get('/file/missing', (req, res) => res.sendFile(path.join(root, 'missing.txt')));
app.get('/file/missing-callback', (req, res) => res.sendFile(path.join(root, 'missing.txt'), (err) => res.status(err.status).send('callback: ' + err.code + ' ' + res.headersSent)));
app.get('/file/callback', (req, res) => res.sendFile(fox, (err) => { app.locals.last = err ? err.message : 'done'; }));
app.get('/file/callback-result', (req, res) => res.send(String(app.locals.last)));
app.get('/file/folder', (req, res) => res.sendFile(path.join(root, 'folder')));
app.get('/file/folder-callback', (req, res) => res.sendFile('folder', { root }, (err) => res.status(500).json({ code: err.code, status: err.status, message: err.message })));
app.get('/file/traversal', (req, res) => res.sendFile('../app.js', { root }));
app.get('/file/null', (req, res) => res.sendFile('a\0b', { root }));
app.get('/file/utf8', (req, res) => res.sendFile('überblick.txt', { root }));
app.get('/file/percent', (req, res) => res.sendFile('100%.txt', { root }));
app.get('/file/then', (req, res, next) => res.sendFile('nope', { root }, next));

app.get('/download', (req, res) => res.download(fox));
app.get('/download/name', (req, res) => res.download(fox, 'other name.md'));
app.get('/download/utf8', (req, res) => res.download(fox, 'ünïcode €.txt'));
app.get('/download/options', (req, res) => res.download('fox.txt', 'x.txt', { root, headers: { 'X-Own': 'yes', 'Content-Disposition': 'inline' }, maxAge: 1000 }));
app.get('/download/options-only', (req, res) => res.download('fox.txt', { root }));
app.get('/download/blank', (req, res) => res.download(path.join(root, 'my report.pdf')));
app.get('/download/missing', (req, res) => res.download(path.join(root, 'missing.pdf'), (err) => res.status(404).json({ code: err.code, disposition: res.get('Content-Disposition') === undefined })));
app.get('/download/html', (req, res) => res.download(path.join(root, 'page.html')));

app.get('/pipe', (req, res) => fs.createReadStream(fox).pipe(res));
app.get('/pipe/typed', (req, res) => { res.type('txt'); res.set('Content-Length', fs.statSync(fox).size); fs.createReadStream(fox).pipe(res); });
app.get('/pipe/error', (req, res, next) => fs.createReadStream(path.join(root, 'none')).on('error', (e) => next(Object.assign(new Error('stream ' + e.code), { status: 404 }))).pipe(res));
app.get('/pipe/range', (req, res) => fs.createReadStream(fox, { start: 4, end: 8 }).pipe(res));
app.post('/upload', (req, res) => {
  const hash = require('crypto').createHash('sha1');
  req.pipe(hash).on('finish', () => res.send(hash.digest('hex')));
});
app.post('/echo', (req, res) => { res.type(req.get('content-type') || 'bin'); req.pipe(res); });
app.get('/parts', async (req, res) => {
  for (let i = 0; i < 5; i++) {
    res.write(`part ${i}\n`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  res.end();
});
app.get('/sse', (req, res) => {
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  res.flushHeaders();
  let n = 0;
  const timer = setInterval(() => {
    res.write(`id: ${++n}\ndata: {"n":${n}}\n\n`);
    if (n === 3) { clearInterval(timer); res.end(); }
  }, 5);
});
app.get('/big', (req, res) => {
  let left = 200;
  const chunk = Buffer.alloc(10000, 'abcdefghij');
  (function more() {
    while (left-- > 0) if (!res.write(chunk)) return res.once('drain', more);
    res.end();
  })();
});
app.get('/trailers', (req, res) => { res.set('Trailer', 'X-Sum'); res.write('body'); res.addTrailers({ 'X-Sum': '4' }); res.end(); });
app.get('/length', (req, res) => { res.set('Content-Length', '4'); res.write('ab'); res.end('cd'); });

app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  res.status(err.status || 500).json({ name: err.name, code: err.code, status: err.status, message: err.message.replace(root, '<root>').replace(__dirname, '<dir>') });
});

app.listen(process.env.PORT || 3000);
