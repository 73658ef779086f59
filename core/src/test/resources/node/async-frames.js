'use strict';

// Which functions of this file an error of a promise of ours names; how the engine marks and places them is its own.

const fs = require('fs');
const path = require('path');
const { setTimeout: wait } = require('timers/promises');
const lines = [];
process.on('exit', () => fs.writeFileSync(process.env.OUT, lines.join('\n')));

const missing = path.join(require('os').tmpdir(), 'cortado-no-such-file');

async function inner(action) {
  await action();
}

async function outer(action) {
  await wait(1);
  await inner(action);
}

function framesOf(stack) {
  return [...stack.matchAll(/^ {4}at (?:async )?(\w+) \(.*async-frames|^ {4}at (?:async )?(\w+) \(.*\.js:\d+:\d+\)$/gm)]
    .map(([whole, name, other]) => (whole.includes('node:') ? '' : name ?? other)).filter(Boolean).join(' ');
}

const cases = {
  own: async () => {
    await wait(1);
    throw new Error('own');
  },
  readFile: () => fs.promises.readFile(missing),
  open: () => fs.promises.open(missing),
  stat: () => fs.promises.stat(missing),
  lstat: () => fs.promises.lstat(missing),
  readdir: () => fs.promises.readdir(missing),
  mkdir: () => fs.promises.mkdir('/'),
  writeFile: () => fs.promises.writeFile(path.join(missing, 'x'), 'a'),
  appendFile: () => fs.promises.appendFile(path.join(missing, 'x'), 'a'),
  access: () => fs.promises.access(missing),
  unlink: () => fs.promises.unlink(missing),
  rmdir: () => fs.promises.rmdir(missing),
  rename: () => fs.promises.rename(missing, `${missing}2`),
  copyFile: () => fs.promises.copyFile(missing, `${missing}2`),
  readlink: () => fs.promises.readlink(missing),
  realpath: () => fs.promises.realpath(missing),
  truncate: () => fs.promises.truncate(missing),
  chmod: () => fs.promises.chmod(missing, 0o600),
  utimes: () => fs.promises.utimes(missing, 1, 1),
  all: () => Promise.all([fs.promises.readFile(missing)]),
  chain: () => fs.promises.readFile(missing).then((text) => text),
  handle: async function handle() {
    const file = await fs.promises.open(__filename);
    try {
      await file.write('x');
    } finally {
      await file.close();
    }
  },
  fetch: () => fetch('http://127.0.0.1:9/'),
  aborted: () => wait(1000, 0, { signal: AbortSignal.abort() }),
  abortedRead: () => fs.promises.readFile(__filename, { signal: AbortSignal.abort() }),
};

(async function main() {
  for (const [name, action] of Object.entries(cases)) {
    try {
      await outer(action);
      lines.push(`${name}: no error`);
    } catch (error) {
      lines.push(`${name}: ${error.name} ${error.code} ${error.stack.split('\n')[0].replaceAll(missing, 'FILE')} | ${framesOf(error.stack)}`);
    }
  }
})();
