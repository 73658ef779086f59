const express = require('express');
const bodyParser = require('body-parser');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);
const { MongoClient } = require('mongodb');
const routes = require('./app/routes');

const app = express();

MongoClient.connect(process.env.DB, { useNewUrlParser: true, useUnifiedTopology: true }, (err, client) => {
  if (err) return console.log(err);
  const db = client.db();
  app.set('view engine', 'pug');
  app.set('json spaces', 2);
  app.use(bodyParser.urlencoded({ extended: true }));
  app.use(bodyParser.json());
  app.use(express.static('public'));
  app.use(session({
    name: 'quotes.sid',
    secret: ['new', 'old'],
    resave: true,
    saveUninitialized: true,
    cookie: { maxAge: 86400000 },
    store: new MongoStore({ db, collection: 'visits', stringify: false, touchAfter: 60 }),
  }));
  routes(app, db);
  app.use((error, req, res, next) => res.status(error.status || 500).send({ name: error.name, message: error.message }));
  app.listen(process.env.PORT, () => console.log('listening on', process.env.PORT));
});
