'use strict';
const express = require('express');
const config = require('config');
const client = require('prom-client');

const app = express();
const hits = new client.Counter({ name: 'hits_total', help: 'hits', labelNames: ['path'] });
const sizes = new client.Histogram({ name: 'sizes', help: 'sizes', buckets: [1, 10] });
app.use((req, res, next) => {
  hits.inc({ path: req.path });
  sizes.observe(req.path.length);
  next();
});
app.get('/config', (req, res) => {
  let missing;
  try {
    config.get('nothing.here');
  } catch (err) {
    missing = err.message.split('\n')[0];
  }
  let frozen;
  try {
    config.title = 'other';
  } catch (err) {
    frozen = err.name;
  }
  res.json({ title: config.title, limits: config.get('limits'), list: config.list, has: config.has('limits.c'), missing, frozen, sources: config.util.getConfigSources().map((s) => s.name.split('/').pop()) });
});
app.get('/metrics', async (req, res) => res.type(client.register.contentType).send(await client.register.metrics()));

module.exports = app;
