'use strict';

// Which store each callback of the core modules sees: what the scripts for it have in common.

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const fs = require('fs'),
  path = require('path'),
  os = require('os'),
  net = require('net'),
  zlib = require('zlib'),
  crypto = require('crypto'),
  dns = require('dns'),
  cp = require('child_process'),
  events = require('events'),
  readline = require('readline'),
  stream = require('stream');

const als = new AsyncLocalStorage();
const seen = new Map();
const see = (name) => seen.set(name, (seen.get(name) ?? new Set()).add(als.getStore() ?? '-'));
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'als-'));
const file = path.join(dir, 'f.txt');
fs.writeFileSync(file, 'hello\nworld\n'.repeat(100));
const jobs = [];
const job = (name, run) => jobs.push([name, run]);

// Once the script behind this has named its jobs.
setImmediate(async () => {
  for (const [, run] of jobs) {
    await als.run(
      'job',
      () =>
        new Promise((resolve, reject) => {
          Promise.resolve(run(() => setTimeout(resolve, 20))).catch(reject);
        }),
    );
  }
  fs.rmSync(dir, { recursive: true, force: true });
  const lines = [...seen].map(([name, stores]) => `${name}: ${[...stores].join(' | ')}`);
  fs.writeFileSync(process.env.OUT, lines.sort().join('\n'));
});
