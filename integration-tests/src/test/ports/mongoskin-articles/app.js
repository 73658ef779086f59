var express = require('express');
var bodyParser = require('body-parser');
var session = require('express-session');
var MongoStore = require('connect-mongo')(session);
var mongoskin = require('mongoskin');
var routes = require('./routes');
var db = mongoskin.db(process.env.DATABASE, { native_parser: true, safe: true });

var app = express();
app.use(bodyParser.json());
app.use(bodyParser.urlencoded({ extended: true }));
app.use(session({
  secret: 'articles',
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ url: process.env.DATABASE, ttl: 14 * 24 * 60 * 60, autoReconnect: true }),
}));
app.use(function (req, res, next) {
  req.collections = { articles: db.collection('articles'), users: db.collection('users') };
  next();
});
app.param('id', function (req, res, next, id) {
  try {
    req.articleId = mongoskin.helper.toObjectID(id);
    next();
  } catch (e) {
    next(e);
  }
});
app.get('/api/articles', routes.list);
app.post('/api/articles', routes.add);
app.get('/api/articles/:id', routes.one);
app.put('/api/articles/:id', routes.edit);
app.delete('/api/articles/:id', routes.del);
app.post('/login', function (req, res) {
  req.session.user = req.body.user;
  res.send('hello ' + req.body.user);
});
app.get('/whoami', function (req, res) {
  res.send(req.session.user || 'nobody');
});
app.use(function (err, req, res, next) {
  res.status(err.status || 500).send({ error: err.message });
});
app.listen(process.env.PORT);
