const express = require('express');

const app = express();

app.get('/', (req, res) => res.send('home'));

app.get('/users/:id', (req, res) => res.json(req.params));
app.get('/flights/:from-:to', (req, res) => res.json(req.params));
app.get('/plantae/:genus.:species', (req, res) => res.json(req.params));
app.get('/files/:name.json', (req, res) => res.json({ file: req.params.name }));

app.route('/book')
  .get((req, res) => res.send('a book'))
  .post((req, res) => res.send('book added'))
  .put((req, res) => res.send('book replaced'));

app.all('/secret', (req, res, next) => {
  res.set('X-All', req.method);
  next();
});
app.get('/secret', (req, res) => res.send('secret'));

app.get(/.*fly$/, (req, res) => res.send('matched /.*fly$/'));
app.get(/^\/commits\/(\w+)(?:\.\.(\w+))?$/, (req, res) => res.json({ params: req.params, 0: req.params[0], 1: req.params[1] }));

app.get(['/one', '/uno'], (req, res) => res.send('one of ' + req.path));
app.get(['/list/:id', /^\/items\/(\d+)$/], (req, res) => res.json(req.params));

const first = (req, res, next) => { res.append('X-Chain', 'first'); next(); };
const second = (req, res, next) => { res.append('X-Chain', 'second'); next(); };
app.get('/chain', first, [second, [first]], (req, res) => res.send('chained'));

app.get('/skip', (req, res, next) => next('route'), (req, res) => res.send('not reached'));
app.get('/skip', (req, res) => res.send('skipped to the next route'));

app.get('/opts', (req, res) => res.send('get'));
app.post('/opts', (req, res) => res.send('post'));
app.delete('/opts', (req, res) => res.send('delete'));
app.options('/own-options', (req, res) => res.set('Allow', 'GET').send('mine'));

app.head('/head-only', (req, res) => res.set('X-Head', 'yes').end());
app.get('/body', (req, res) => res.send('some body'));

app.patch('/patch', (req, res) => res.send('patched'));
app.delete('/del', (req, res) => res.send('deleted'));
app.propfind('/dav', (req, res) => res.send('propfind'));
app['m-search']('/search', (req, res) => res.send('m-search'));
app.purge('/cache', (req, res) => res.send('purged'));

app.param('pid', (req, res, next, value, name) => {
  if (value === 'missing') return next(Object.assign(new Error('no such product'), { status: 404 }));
  if (value === 'skip') return next('route');
  req.product = { id: value, name };
  next();
});
app.get('/products/:pid', (req, res) => res.json(req.product));
app.get('/products/:pid/reviews/:rid', (req, res) => res.json({ product: req.product, params: req.params }));
app.use('/products', (req, res) => res.send('fell through to ' + req.url));

let paramCalls = 0;
app.param('once', (req, res, next) => { paramCalls++; next(); });
app.get('/once/:once', (req, res, next) => next());
app.get('/once/:once', (req, res) => res.json({ paramCalls }));

app.get('/rewrite', (req, res, next) => {
  req.url = '/rewritten?x=1';
  next();
});
app.get('/rewritten', (req, res) => res.json({ url: req.url, originalUrl: req.originalUrl, query: req.query }));
app.post('/remethod', (req, res, next) => { req.method = 'PUT'; next(); });
app.put('/remethod', (req, res) => res.send('now ' + req.method));

app.get('/Case', (req, res) => res.send('case'));
app.get('/dots/:a/:b', (req, res) => res.json(req.params));

app.use((req, res) => res.status(404).send(`no ${req.method} ${req.path}`));

app.listen(process.env.PORT || 3000);
