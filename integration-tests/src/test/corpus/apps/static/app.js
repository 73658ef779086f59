const express = require('express');
const path = require('path');

const app = express();

app.use(express.static(path.join(__dirname, 'public')));
app.use(express.static(path.join(__dirname, 'more')));
app.use('/assets', express.static('public', { index: false, maxAge: '1d', redirect: false }));
app.use('/immutable', express.static('public', { maxAge: 31536000000, immutable: true, etag: false }));
app.use('/bare', express.static('public', { lastModified: false, acceptRanges: false, cacheControl: false }));
app.use('/dots-allow', express.static('public', { dotfiles: 'allow' }));
app.use('/dots-deny', express.static('public', { dotfiles: 'deny' }));
app.use('/dots-ignore', express.static('public', { dotfiles: 'ignore' }));
app.use('/ext', express.static('public', { extensions: ['html', 'txt'] }));
app.use('/no-fall', express.static('public', { fallthrough: false }));
app.use('/indexes', express.static('public', { index: ['nope.html', 'hello.txt'] }));
app.use('/headers', express.static('public', {
  setHeaders(res, file, stat) {
    res.set('X-File', path.basename(file));
    res.set('X-Size', stat.size);
  }
}));
app.use((req, res) => res.status(404).send('not a file: ' + req.url));
app.use((err, req, res, next) => res.status(err.status || 500).json({ status: err.status, code: err.code, name: err.name, message: err.message.replace(__dirname, '') }));

app.listen(process.env.PORT || 3000);
