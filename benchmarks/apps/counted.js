'use strict';

// The apps whose requests are counted; BENCH_APP names the one that is started.

const app = {
  http: () => require('http').createServer((req, res) => {
    res.setHeader('Content-Type', 'text/plain');
    res.end('hello');
  }),

  hello: () => {
    const hello = require('express')();
    hello.get('/', (req, res) => res.send('hello'));
    return hello;
  },

  middleware: () => {
    const hello = require('express')();
    hello.use((req, res, next) => next());
    hello.get('/', (req, res) => res.send('hello'));
    return hello;
  },

  api: () => {
    const express = require('express');
    const api = express();
    const shop = express.Router();
    const router = express.Router();
    api.use((req, res, next) => {
      req.seen = 1;
      next();
    });
    api.use((req, res, next) => {
      res.set('X-Seen', String(req.seen));
      next();
    });
    shop.get('/items', (req, res) => res.json([]));
    shop.get('/items/:id', (req, res) => res.json({ id: req.params.id, name: 'item', tags: ['a', 'b'], price: 12.5 }));
    router.use('/shop', shop);
    router.post('/echo', express.json(), (req, res) => res.json(req.body));
    api.use('/api', router);
    api.use('/files', express.static(process.env.BENCH_FILES));
    api.use((req, res) => res.status(404).json({ error: 'not found', path: req.path }));
    return api;
  },
}[process.env.BENCH_APP]();

const server = app.listen(0, '127.0.0.1', () => Java.type('io.cortado.bench.count.Tally').listening(server.address().port));
