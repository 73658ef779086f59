'use strict';

// AbortSignal.timeout, any and what follows signals.

const out = [];
const log = (...a) => out.push(require('util').format(...a));
const sleep = (n) => new Promise((r) => setTimeout(r, n));
(async () => {
  const t = AbortSignal.timeout(20);
  log(t.aborted, t.reason);
  t.addEventListener('abort', (e) =>
    log('t', e.type, e.target === t, t.reason.name, t.reason.code, t.reason.message),
  );
  const keep = setTimeout(() => {}, 200);
  const u = AbortSignal.timeout(20);
  await sleep(40);
  log(u.aborted, u.reason === u.reason, u.reason.name, u.reason instanceof DOMException);
  try {
    u.throwIfAborted();
  } catch (e) {
    log(e === u.reason);
  }
  AbortSignal.timeout(10).addEventListener('abort', () => log('only listener'));
  AbortSignal.timeout(10).onabort = () => log('onabort');
  AbortSignal.any([AbortSignal.timeout(10)]).addEventListener('abort', (e) =>
    log('any listener', e.target.reason.name),
  );
  const c = new AbortController();
  const a = AbortSignal.any([c.signal, AbortSignal.timeout(1000)]);
  const b = AbortSignal.any([a]);
  a.addEventListener('abort', () => log('a'));
  b.addEventListener('abort', () => log('b'));
  await sleep(30);
  c.abort('why');
  log(a.reason, b.reason);
  c.abort('again');
  log(c.signal.reason);
  const d = AbortSignal.any([u, c.signal]);
  log(d.aborted, d.reason === u.reason);
  const x = AbortSignal.timeout(10);
  const y = AbortSignal.any([x]);
  await sleep(20);
  log(y.aborted, y.reason === x.reason, x.reason === y.reason);
  log(
    AbortSignal.any([]).aborted,
    require('util').inspect(AbortSignal.timeout(1)),
    require('util').inspect(AbortSignal.abort()),
  );
  for (let i = 0; i < 3; i++)
    AbortSignal.timeout(10).addEventListener('abort', () => {
      log('due ' + i);
      Promise.resolve().then(() => log('micro ' + i));
      process.nextTick(() => log('tick ' + i));
    });
  await sleep(30);
  const et = new EventTarget();
  const k = new AbortController();
  let n = 0;
  const f = () => n++;
  et.addEventListener('x', f, { signal: k.signal });
  et.addEventListener('x', () => (n += 10), { signal: k.signal, once: true });
  et.dispatchEvent(new Event('x'));
  et.dispatchEvent(new Event('x'));
  log(n);
  k.abort();
  et.dispatchEvent(new Event('x'));
  log(n);
  et.addEventListener('x', f, { signal: AbortSignal.abort() });
  et.dispatchEvent(new Event('x'));
  log(n);
  const m = AbortSignal.timeout(10);
  const l = () => log('removed?');
  m.addEventListener('abort', l);
  m.removeEventListener('abort', l);
  await sleep(30);
  log(m.aborted);
  const sub = AbortSignal.timeout(5);
  sub.addEventListener('abort', () => {
    throw new Error('in listener');
  });
  process.once('uncaughtException', (e) => log('uncaught', e.message));
  await sleep(20);
  for (const bad of [-1, 1.5, '1', 2 ** 32])
    try {
      AbortSignal.timeout(bad);
    } catch (e) {
      log(e.code);
    }
  log(AbortSignal.timeout(0).aborted);
  const z = AbortSignal.timeout(0);
  await sleep(10);
  log(z.aborted);
  clearTimeout(keep);
  require('fs').writeFileSync(process.env.OUT, out.join('\n'));
})();
