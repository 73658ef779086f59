'use strict';

// What enterWith enters, and for how long; what rejections and their late handlers know; what stacks show of all that.

const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

const store = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
const lines = [];
const say = (...values) => lines.push(values.map(String).join(' '));
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function entered() {
  async function each(n) {
    await null;
    store.enterWith(n);
    await null;
    await turn();
    say('after await', n, store.getStore());
  }
  await Promise.all([each(1), each(2), each(3)]);
  setImmediate(() => {
    store.enterWith('in a callback');
    setImmediate(() => say('begun there', store.getStore()));
    process.nextTick(() => say('tick begun there', store.getStore()));
  });
  setImmediate(() => say('another callback', store.getStore()));
  await turn();
  await turn();
}

function runs() {
  store.run('outer', () => {
    store.run('inner', () => store.enterWith('entered inside'));
    say('run is left', store.getStore());
    other.run('o', () => store.enterWith('inside of another storage'));
    say('another run is left', store.getStore(), other.getStore());
    store.exit(() => store.enterWith('outside'));
    say('exit is left', store.getStore());
  });
  say('all are left', store.getStore());
}

async function rejections() {
  const late = [];
  process.on('unhandledRejection', (reason, promise) => {
    say('unhandled', reason, store.getStore());
    late.push(promise);
  });
  process.on('rejectionHandled', (promise) => say('handled', late.indexOf(promise)));
  store.run('A', () => Promise.reject('a'));
  store.run('B', () => Promise.reject('b'));
  store.run('C', async () => {
    await null;
    throw 'c';
  });
  await turn();
  for (const promise of late) promise.catch(() => {});
  Promise.reject('never told').catch(() => {});
  await turn();
}

function stacks() {
  const frames = () => new Error('here').stack.split('\n').filter((line) => /AsyncContext|native/.test(line)).length;
  say('run', store.run(1, frames), 'exit', store.exit(frames));
  say('bind', AsyncLocalStorage.bind(frames)(), 'snapshot', AsyncLocalStorage.snapshot()(frames));
  say('resource', new AsyncResource('test').runInAsyncScope(frames));
  process.nextTick(() => say('tick', frames()));
  setTimeout(() => say('timer', frames()));
}

// Node follows promises from here on.
store.run(0, () => {});

(async () => {
  await entered();
  runs();
  await rejections();
  stacks();
  await new Promise((resolve) => setTimeout(resolve, 10));
  require('fs').writeFileSync(process.env.OUT, lines.join('\n'));
})();
