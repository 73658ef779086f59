'use strict';
const express = require('express');
const path = require('node:path');
const { version } = require('./package.json');

const app = express();
app.set('port', process.env.PORT || 3000);
app.set('views', path.join(__dirname, 'views'));
app.set('view engine', 'pug');
app.use(express.json());
app.use(express.urlencoded());
app.use(express.static(path.join(__dirname, 'public'), { dotfiles: 'deny' }));

app.get('/', (req, res) => res.render('index', { title: 'Express', version }));
app.get('/files/*splat', (req, res) => res.json(req.params.splat));
app.get('/optional{/:id}', (req, res) => res.json({ ...req.params }));
app.get('/async', async (req, res) => {
  await null;
  throw Object.assign(new Error('rejected'), { status: 418 });
});
app.post('/echo', (req, res) => res.json(req.body ?? null));
app.get('/query', (req, res) => res.json(req.query));
app.get('/status', (req, res) => res.status('200').end());
app.get('/old', (req, res) => {
  const gone = ['param', 'acceptsCharset', 'redirect'].map((name) => typeof req[name]);
  res.json({ gone, del: typeof app.del, sendfile: typeof res.sendfile });
});
app.get('/download', (req, res) => res.download(path.join(__dirname, 'views/index.pug'), 'naïve.txt'));
app.use((err, req, res, next) => res.status(err.status || 500).json({ name: err.name, message: err.message }));

module.exports = app;
