'use strict';
// A stack that is exhausted is an error like another, also where it is the first one of all.
const fs = require('fs');
const log = (...args) => fs.appendFileSync(process.env.OUT, `${args.join(' ')}\n`);

const deeper = (n) => deeper(n + 1) + 1;
try {
  deeper(0);
} catch (error) {
  log('first', error instanceof RangeError, error.message, error.stack.split('\n').length > 1);
}
try {
  undefined.after;
} catch (error) {
  log(error.message);
}

process.on('uncaughtException', (error) => log('uncaught', error.name, error.message));
process.on('unhandledRejection', (error) => log('rejected', error.name, error.message));

const emitter = new (require('events'))();
emitter.on('again', () => emitter.emit('again'));
class Endless {
  get self() { return this.self; }
  toString() { return `${this}`; }
}
const sort = () => [2, 1].sort(sort);
const guarded = () => {
  try {
    guarded();
  } finally {
    void 0;
  }
};
let nested = {};
for (let i = 0; i < 100000; i++) nested = { nested };
const ways = {
  emit: () => emitter.emit('again'),
  getter: () => new Endless().self,
  toString: () => String(new Endless()),
  sort,
  guarded,
  stringify: () => JSON.stringify(nested),
};

(async () => {
  for (const name of Object.keys(ways)) {
    try {
      ways[name]();
    } catch (error) {
      log(name, error.name, error.message);
    }
  }
  await (async () => deeper(0))().catch((error) => log('async', error.message));
  await new Promise((resolve) => { setTimeout(resolve, 1); }).then(() => deeper(0)).catch((error) => log('then', error.message));
  Promise.resolve().then(() => deeper(0));
  await new Promise((resolve) => { setImmediate(resolve); });
  process.nextTick(deeper, 0);
  await new Promise((resolve) => { setImmediate(resolve); });
  setTimeout(deeper, 1, 0);
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  queueMicrotask(() => deeper(0));
  await new Promise((resolve) => { setImmediate(resolve); });
  process.once('uncaughtException', () => log('served'));
  setImmediate(() => log('goes on'));
  setImmediate(() => process.nextTick(() => log('ticks go on')));
})();
