const express = require('express');
const asyncHandler = require('express-async-handler');
const { db, adapter } = require('./db');

const app = express();
app.use(express.json());

app.get('/posts', asyncHandler(async (req, res) => res.json((await db()).data.posts.map(({ title }) => title))));
app.post('/posts', asyncHandler(async (req, res) => {
  const { nanoid, customAlphabet } = await import('nanoid');
  const low = await db();
  const post = { id: nanoid(8), title: req.body.title };
  low.data.posts.push(post);
  await low.write();
  res.status(201).json({ id: post.id.length, pin: customAlphabet('1', 4)(), stored: (await adapter()).read ? 'yes' : 'no' });
}));
app.get('/limits', asyncHandler(async (req, res) => {
  const { default: pLimit } = await import('p-limit');
  const limit = pLimit(2);
  let active = 0;
  let most = 0;
  const job = async (n) => {
    most = Math.max(most, ++active);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    active--;
    return n * 2;
  };
  res.json({ results: await Promise.all([1, 2, 3, 4].map((n) => limit(job, n))), most });
}));
app.get('/proxy', asyncHandler(async (req, res) => {
  const { got, HTTPError } = await import('got');
  try {
    const body = await got(`http://127.0.0.1:${process.env.PORT}${req.query.path}`, { retry: { limit: 0 } }).json();
    res.json({ body });
  } catch (err) {
    res.status(502).json({ name: err.name, code: err.code, http: err instanceof HTTPError, status: err.response && err.response.statusCode });
  }
}));
app.get('/colour', asyncHandler(async (req, res) => {
  const { Chalk, default: chalk } = await import('chalk');
  res.json({ red: new Chalk({ level: 1 }).red('x'), same: chalk === (await import('chalk')).default, own: await import('./own.mjs').then((m) => m.own) });
}));
app.get('/required', (req, res) => {
  try {
    require(req.query.name);
    res.json('loaded');
  } catch (err) {
    res.json({ code: err.code, name: err.name });
  }
});
app.use((err, req, res, next) => res.status(err.status || 500).json({ error: err.message.replace(/'.*?'/g, 'X'), code: err.code }));
app.listen(process.env.PORT);
