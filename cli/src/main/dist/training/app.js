'use strict';

// What the AOT cache is trained with: the parts of Express that most apps use.

const express = require('express');
const path = require('path');
const fs = require('fs');
const { performance } = require('perf_hooks');

const app = express();
const started = performance.now();

app.set('views', path.join(__dirname, 'views'));
app.use((req, res, next) => {
  res.set('X-Elapsed', String(Math.round(performance.now() - started)));
  next();
});
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use('/static', express.static(path.join(__dirname, 'public')));

const router = express.Router();
for (const name of ['news', 'about', 'help', 'terms', 'search', 'tags', 'users', 'groups', 'files', 'feeds']) {
  router.get('/' + name, (req, res) => res.send(name));
}
router.get('/items/:id', (req, res) => {
  res.json({ id: req.params.id, query: req.query, agent: req.get('user-agent'), list: [1, 2, 3] });
});
router.post('/items', (req, res) => res.status(201).json(req.body));
router.post('/form', (req, res) => res.redirect(303, '/api/items/' + encodeURIComponent(String(req.body.name))));
app.use('/api', router);

app.get('/', (req, res) => res.send('hello'));
app.get('/later', async (req, res) => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setImmediate(resolve));
  res.type('text').send(await fs.promises.readFile(path.join(__dirname, 'public', 'page.txt'), 'utf8'));
});
app.get('/view/:engine', (req, res) => {
  res.render('page.' + req.params.engine, { title: 'Training', rows: [{ name: 'a<b' }, { name: 'c' }] });
});
app.get('/error', () => {
  throw Object.assign(new Error('expected'), { status: 418 });
});
app.use((req, res) => res.status(404).send('Not found'));
// Express tells an error handler by its four parameters.
app.use((error, req, res, next) => res.status(error.status || 500).send('Error: ' + error.message));

const server = app.listen(process.env.PORT, () => console.log('listening on ' + server.address().port));
// The JVM writes its cache when a program ends by itself; a signal without a listener would end this one by that signal.
process.once('SIGTERM', () => process.exit());
