const express = require('express');
const nunjucks = require('nunjucks');
const errorhandler = require('errorhandler');
const pages = require('./pages.json');

const app = express();
const env = nunjucks.configure('templates', { autoescape: true, express: app, noCache: true });
env.addFilter('shorten', (text, n = 5) => text.slice(0, n));
env.addFilter('slow', (text, cb) => setTimeout(() => cb(null, `slow ${text}`), 5), true);
env.addGlobal('site', { name: 'Pages <3' });
app.set('view engine', 'njk');

app.get('/', (req, res) => res.render('index', { pages, query: req.query }));
app.get('/raw', (req, res) => res.send(nunjucks.renderString('{{ a }}{% if b %} b{% endif %} {{ c | default("none") }}', { a: '<a>', b: true })));
app.get('/pages/:name', (req, res, next) => {
  const page = pages.find((p) => p.name === req.params.name);
  return page ? res.render('page.njk', { page }) : next();
});
app.get('/fails', (req, res) => res.render('fails.njk'));
app.use((err, req, res, next) => {
  if (req.query.plain) return res.status(500).type('txt').send(err.name);
  next(err);
});
app.use(errorhandler({ log: false }));
app.listen(process.env.PORT);
