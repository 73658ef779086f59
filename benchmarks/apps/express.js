'use strict';

// The same app on Cortado and on Node.

const express = require('express');

const app = express();
app.use((req, res, next) => {
  req.seen = 1;
  next();
});
app.use((req, res, next) => {
  res.set('X-Seen', String(req.seen));
  next();
});
for (let i = 0; i < Number(process.env.BENCH_ROUTES || 10); i++) {
  app.get('/route' + i + '/:id', (req, res) => res.json({ route: i, id: req.params.id }));
}
app.get('/', (req, res) => res.send('Hello World'));
app.get('/api/items/:id', (req, res) => res.json({ id: req.params.id, name: 'item', tags: ['a', 'b'], price: 12.5 }));
app.listen(process.env.PORT, '127.0.0.1');
