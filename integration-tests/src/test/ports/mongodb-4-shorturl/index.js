const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo');
const store = require('./lib/store');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({
  secret: 's',
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.MONGO, crypto: { secret: 'squirrel' }, ttl: 60 }),
}));

app.get('/', (req, res) => res.type('html').send('<form action="/new" method="post"><input name="url"></form>'));

app.post('/new', (req, res, next) => {
  let url;
  try {
    url = new URL(req.body.url);
  } catch (err) {
    return res.status(400).json({ error: err.code, input: err.input });
  }
  store.add(url.href, (err, entry) => {
    if (err) return next(err);
    req.session.mine = [...(req.session.mine || []), entry.short];
    res.json({ original_url: entry.url, short_url: entry.short, existing: entry.existing });
  });
});

app.get('/mine', async (req, res) => res.json(await store.many(req.session.mine || [])));

app.get('/stats', (req, res, next) => store.stats().then((s) => res.json(s), next));

app.get('/:short(\\d+)', (req, res, next) => {
  store.hit(Number(req.params.short), (err, entry) => {
    if (err) return next(err);
    if (!entry) return next();
    res.redirect(301, entry.url);
  });
});

app.use((err, req, res, next) => {
  console.error(err.stack);
  res.status(500).send(`${err.constructor.name}: ${err.message}`);
});

store.connect(process.env.MONGO, (err) => {
  if (err) throw err;
  app.listen(process.env.PORT);
});
