'use strict';
const express = require('express');
const path = require('path');
const session = require('express-session');
const csrf = require('csurf');
const md = require('markdown-it')();
const products = require('./content/products');

const app = express();
app.set('view engine', 'pug');
app.set('views', path.join(__dirname, 'views'));
app.set('trust proxy', 1);
app.locals.basedir = app.get('views');
app.locals.money = (cents) => `€${(cents / 100).toFixed(2)}`;
app.locals.markdown = (text) => md.render(text);
app.locals.pretty = false;

app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'shop', resave: false, saveUninitialized: true, name: 'sid', cookie: { secure: 'auto' } }));
app.use(csrf());
app.use('/admin', require('./routes/admin'));
app.use('/', require('./routes/shop')(products));

app.use((req, res) => res.status(404).render('errors/404', { url: req.url }));
app.use((err, req, res, next) => {
  if (err.code === 'EBADCSRFTOKEN') return res.status(403).render('errors/403');
  res.status(err.status || 500).render('errors/500', { error: err, lines: String(err.message).split('\n').length });
});

module.exports = app.listen(process.env.PORT);
