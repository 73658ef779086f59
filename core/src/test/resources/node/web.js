'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};

const target = new EventTarget();
target.addEventListener('x', function (event) { log(event.type, this === target, event.detail, event.cancelable); event.preventDefault(); });
target.addEventListener('x', { handleEvent: (event) => log('object', event.defaultPrevented) }, { once: true });
log(target.dispatchEvent(new CustomEvent('x', { detail: 5, cancelable: true })), target.dispatchEvent(new Event('x')));
const controller = new AbortController();
controller.signal.addEventListener('abort', () => log('aborted', controller.signal.reason.name, controller.signal.reason.code));
const any = AbortSignal.any([controller.signal, new AbortController().signal]);
any.onabort = () => log('any', any.reason === controller.signal.reason);
controller.abort();
log(attempt(() => controller.signal.throwIfAborted()), AbortSignal.abort('why').reason);
log(structuredClone({ a: new Date(0), b: new Map([[1, new Set([2])]]), c: /x/g, d: new Uint8Array([1]), e: [undefined, 1n] }));
log(attempt(() => structuredClone(() => 1)));
const loop = {};
loop.self = loop;
log(structuredClone(loop));
log(new TextDecoder('utf-16le').decode(new Uint8Array([104, 0, 105, 0])), new TextDecoder('latin1').encoding,
  attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))), attempt(() => new TextDecoder('nope')));
log(new TextEncoder().encodeInto('é', new Uint8Array(4)), new DOMException('m', 'AbortError').code);
const headers = new Headers({ B: '2', a: '1' });
headers.append('a', 'x');
log([...headers], headers.get('A'), headers.has('c'), attempt(() => headers.set('a b', '1')).split(' ')[0]);
const form = new FormData();
form.append('k', 'v');
form.append('f', new Blob(['abc']), 'n.txt');
log([...form.keys()], form.get('k'), form.get('f').name, form.get('f').size);
const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => { log('message', message); port2.close(); });
port1.postMessage({ a: [1] });
const { AsyncLocalStorage } = require('async_hooks');
const storage = new AsyncLocalStorage();
storage.run('store', () => {
  setTimeout(() => log('timer', storage.getStore()), 1000);
  process.nextTick(() => log('tick', storage.getStore()));
  Promise.resolve().then(() => log('then', storage.getStore()));
  storage.exit(() => log('exit', storage.getStore()));
});
log('outside', storage.getStore());
(async () => {
  const blob = new Blob(['ab', new Uint8Array([99])], { type: 'Text/Plain' });
  log(await blob.text(), blob.size, blob.type, await blob.slice(1).text());
  log(await new Response('{"a":1}').json(), Response.json({ b: 2 }).headers.get('content-type'));
  const chunks = [];
  for await (const chunk of new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); } })) chunks.push(chunk);
  log(chunks);
  const { setTimeout: wait } = require('timers/promises');
  log(await wait(1, 'waited'), await wait(5, 0, { signal: AbortSignal.timeout(1) }).catch((err) => err.name));
})();
