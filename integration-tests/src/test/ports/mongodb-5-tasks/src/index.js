const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo');
const { client, connect } = require('./db');
const tasks = require('./tasks');

async function start() {
  const db = await connect();
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: 'tasks',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 60_000, httpOnly: true, sameSite: 'lax' },
    store: MongoStore.create({ client, dbName: db.databaseName, collectionName: 'web', autoRemove: 'disabled' }),
  }));
  app.post('/login', (req, res) => {
    if (!req.body.user) return res.status(400).json({ error: 'who?' });
    req.session.regenerate((err) => {
      req.session.user = req.body.user;
      res.json({ user: req.session.user, again: Boolean(err) });
    });
  });
  app.use((req, res, next) => (req.session.user ? next() : res.status(401).json({ error: 'log in first' })));
  app.use('/tasks', tasks(db));
  app.post('/logout', (req, res, next) => req.session.destroy((err) => (err ? next(err) : res.sendStatus(204))));
  app.use((err, req, res, next) => res.status(err.status || 500).json({ error: `${err.name}: ${err.message}` }));
  app.listen(process.env.PORT);
}

start();
