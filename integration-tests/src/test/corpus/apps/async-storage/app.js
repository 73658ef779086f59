const express = require('express');
const { AsyncLocalStorage } = require('async_hooks');
const { promisify } = require('util');
const fs = require('fs');

// Request context as many apps keep it.
const app = express();
const storage = new AsyncLocalStorage();
let ids = 0;
app.use((req, res, next) => storage.run({ id: req.get('x-id') || String(++ids) }, next));
const id = () => (storage.getStore() || { id: 'none' }).id;
app.use(express.json());
app.get('/sync', (req, res) => res.send(id()));
app.get('/promise', async (req, res) => { await null; res.send(id()); });
app.get('/timeout', (req, res) => setTimeout(() => res.send(id()), 5));
app.get('/immediate', (req, res) => setImmediate(() => process.nextTick(() => res.send(id()))));
app.get('/fs', (req, res) => fs.readFile(__filename, () => res.send(id())));
app.get('/promisified', async (req, res) => { await promisify(setTimeout)(3); await fs.promises.stat(__filename); res.send(id()); });
app.post('/body', (req, res) => res.json({ id: id(), body: req.body }));
app.get('/event', (req, res) => { res.on('finish', () => { app.locals.finished = id(); }); res.send(id()); });
app.get('/finished', (req, res) => setTimeout(() => res.send(String(app.locals.finished)), 10));
app.get('/nested', (req, res) => storage.run({ id: 'inner' }, () => { setTimeout(() => res.send(id()), 1); }));
app.get('/exit', (req, res) => storage.exit(() => res.send(id())));
app.get('/enter', (req, res) => { storage.enterWith({ id: 'entered' }); Promise.resolve().then(() => res.send(id())); });
app.get('/error', (req, res) => { throw new Error('x'); });
app.use((err, req, res, next) => res.status(500).send('error in ' + id()));
app.listen(process.env.PORT || 3000);
