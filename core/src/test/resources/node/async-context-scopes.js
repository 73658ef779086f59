'use strict';

// What enterWith, run and exit leave behind, and where errors arrive.

const { AsyncLocalStorage } = require('node:async_hooks');
const http = require('http'),
  fs = require('fs');
const als = new AsyncLocalStorage();
const out = [];
const log = (k) => out.push(k + ' ' + als.getStore());
const sleep = (n) => new Promise((ok) => setTimeout(ok, n));
async function main() {
  await als.run('a', async () => {
    als.enterWith('b');
    log('entered in run');
    als.run('c', () => {
      log('inner');
      als.enterWith('d');
      log('inner entered');
      setTimeout(() => log('inner timer'), 1);
    });
    log('after inner');
    als.exit(() => log('exit'));
    log('after exit');
    await sleep(5);
    log('after await');
  });
  log('after run');
  setTimeout(() => {
    als.enterWith('t1');
    setTimeout(() => log('t1 child'), 2);
    Promise.resolve().then(() => log('t1 promise'));
  }, 1);
  setTimeout(() => log('t2'), 2);
  fs.stat('.', () => {
    als.enterWith('fs');
    process.nextTick(() => log('fs tick'));
    setImmediate(() => log('fs immediate'));
  });
  setImmediate(() => log('immediate'));
  await sleep(20);
  log('main after');
  await als.run('r', async () => {
    setTimeout(() => {
      als.enterWith('x');
      log('x');
    }, 1);
    setTimeout(() => log('sibling in run'), 3);
    await sleep(8);
    log('r after');
  });
  const server = http.createServer((q, r) => {
    log('request ' + q.url);
    als.enterWith('user' + q.url);
    setTimeout(() => {
      log('handler ' + q.url);
      r.end();
    }, 5);
  });
  await new Promise((ok) => server.listen(0, ok));
  const agent = new http.Agent({ keepAlive: false });
  for (const p of ['/1', '/2'])
    await new Promise((ok) =>
      http.get({ port: server.address().port, path: p, agent }, (r) => {
        r.resume();
        r.on('end', ok);
      }),
    );
  server.close();
  const two = new AsyncLocalStorage();
  als.run('s1', () =>
    two.run('s2', () => {
      als.enterWith('s3');
      out.push(`${als.getStore()} ${two.getStore()}`);
      setTimeout(() => out.push(`later ${als.getStore()} ${two.getStore()}`), 1);
    }),
  );
  await sleep(20);
  als.disable();
  log('disabled');
  als.run('again', () => log('again'));
  try {
    als.run('thr', () => {
      als.enterWith('thr2');
      throw new Error('x');
    });
  } catch {
    log('after throw');
  }
  const f = als.run('snap', () => AsyncLocalStorage.snapshot());
  als.run('other', () => {
    f(() => log('in snapshot'));
    log('out of snapshot');
  });
  process.once('unhandledRejection', () => log('unhandled'));
  als.run('rej', () =>
    setTimeout(async () => {
      await sleep(1);
      throw new Error();
    }, 1),
  );
  await sleep(20);
  process.once('uncaughtException', () => log('uncaught'));
  als.run('unc', () =>
    process.nextTick(() =>
      als.run('deep', () => {
        throw new Error('q');
      }),
    ),
  );
  await sleep(20);
  fs.writeFileSync(process.env.OUT, out.sort().join('\n'));
}
main();
