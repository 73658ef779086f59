import express from 'express';
import { readFile } from 'fs/promises';
import _ from 'lodash';
import chunk from 'lodash/chunk.js';
import chalk from 'chalk';
import fetch, { Headers } from 'node-fetch';
import { WebSocketServer } from 'ws';
import legacy from './legacy.js';
import { name, twice } from './legacy.js';
import * as everything from './legacy.js';
import data from './data.cjs';
import { counter, increment } from './counter.mjs';

const app = express();
const meta = { dirname: import.meta.dirname?.split('/').pop(), file: import.meta.url.split('/').pop(), main: import.meta.resolve?.('./x.mjs').split('/').pop() };

app.get('/', (req, res) => res.json({ name, twice: twice(4), legacy: Object.keys(legacy), all: Object.keys(everything).filter((k) => k !== 'module.exports').sort(), data }));
app.get('/lodash', (req, res) => res.json({ chunks: chunk([1, 2, 3], 2), same: chunk === _.chunk, title: _.startCase('some title') }));
app.get('/self', async (req, res) => {
  const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/count`, { headers: new Headers({ 'x-a': 'b' }) });
  res.json({ status: answer.status, body: await answer.json(), red: chalk.red('x').length });
});
app.get('/count', (req, res) => {
  increment();
  res.json({ counter, header: req.get('x-a') ?? null });
});
app.get('/file', async (req, res) => res.type('text').send(await readFile(new URL('./data.cjs', import.meta.url), 'utf8')));
app.get('/top', async (req, res) => {
  const { value } = await import('./top.mjs');
  const again = await import('./top.mjs?again');
  res.json({ value, again: again.value, separate: again !== await import('./top.mjs'), ws: typeof WebSocketServer, esm: typeof (await import('nanoid')).nanoid });
});
app.get('/errors', async (req, res) => {
  const codes = [];
  for (const specifier of ['./none.mjs', 'no-such-package', './broken.mjs', 'lodash/none', './legacy']) {
    await import(specifier).then(() => codes.push('loaded'), (err) => codes.push(err.code ?? err.name));
  }
  res.json(codes);
});
app.listen(process.env.PORT);
