import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { database, client } from './db.mjs';
import { polls } from './polls.mjs';

const app = express();
const db = await database();
app.use(express.json());
app.use(session({
  secret: process.env.SECRET ?? 'polls',
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ clientPromise: Promise.resolve(client), dbName: db.databaseName, touchAfter: 3600 }),
}));
app.use('/polls', polls(db));
app.get('/me', (req, res) => res.json({ votes: req.session.votes ?? {} }));
app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  res.status(err.status ?? (err.name === 'BSONError' ? 400 : 500)).json({ name: err.name, code: err.code, message: err.message });
});
app.listen(process.env.PORT);
