const out = (...v) => require('fs').appendFileSync(process.env.OUT, require('util').format(...v) + '\n');
const threads = require('worker_threads');
const { Worker, BroadcastChannel, MessageChannel, SHARE_ENV } = threads;

/** Runs a text to its end, and prints in which order things happen. */
function run(name, text, options = {}, use = () => {}) {
  return new Promise((resolve) => {
    const worker = new Worker(text, { eval: true, stdout: true, ...options });
    let printed = '';
    worker.stdout.on('data', (chunk) => { printed += chunk; });
    worker.on('online', () => out(name, 'online'));
    worker.on('message', (message) => out(name, 'message', message));
    worker.on('error', (error) => out(name, 'error', error instanceof Error, error?.name, error?.code, String(error)));
    worker.on('exit', (code) => {
      out(name, 'exit', code, worker.threadId);
      setImmediate(() => {
        if (printed !== '') out(name, 'printed', printed.trimEnd());
        resolve();
      });
    });
    use(worker);
  });
}

const ends = (worker) => worker.once('online', () => setTimeout(async () => out('terminated', await worker.terminate()), 50));

async function main() {
  out(threads.isMainThread, threads.threadId, threads.parentPort, threads.workerData, threads.resourceLimits);
  await run('data', 'const t = require("worker_threads"); t.parentPort.postMessage([t.isMainThread, t.threadId > 0, t.workerData.m, process.argv.slice(1), '
    + 'typeof require, __filename, process.pid === t.workerData.pid, process.title === t.workerData.title]);', { workerData: { pid: process.pid, title: process.title, m: new Map([[1, { a: 1n }]]) }, argv: ['a', 5] });
  await run('echo', 'const { parentPort: p } = require("worker_threads"); p.on("message", (m) => { p.postMessage(m + 1); if (m === 3) p.close(); });', {},
    (worker) => [1, 2, 3].forEach((each) => worker.postMessage(each)));
  await run('busy', 'for (;;) {}', {}, ends);
  await run('waiting', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', {}, ends);
  await run('catching', 'for (;;) { try { for (;;) {} } catch {} finally { continue; } }', {}, ends);
  await run('nested', 'new (require("worker_threads").Worker)("for (;;) {}", { eval: true });', {}, ends);
  await run('thrown', 'class E extends TypeError {} throw Object.assign(new E("boom"), { code: "X", list: [1], f() {} });');
  await run('named', 'const e = new Error("boom"); e.name = "Mine"; throw e;');
  await run('primitive', 'throw 5;');
  await run('undefined', 'throw undefined;');
  await run('rejected', 'Promise.reject(new RangeError("no"));');
  await run('later', 'setTimeout(() => { throw new Error("late"); }, 5);');
  await run('caught', 'process.on("uncaughtException", (e) => console.log("caught", e.message)); setTimeout(() => { throw new Error("late"); }, 5);');
  await run('syntax', 'let a = ;');
  await run('exits', 'process.on("exit", (c) => console.log("ends", c)); console.log("before"); process.exit(7);');
  await run('code', 'process.exitCode = 9;');
  await run('in exit', 'process.on("exit", () => process.exit(4));');
  await run('refused', 'for (const [f, ...a] of [["chdir", "/"], ["abort"], ["setuid", 1]]) { try { process[f](...a); } catch (e) { console.log(e.code, e.message); } }');
  await run('streams', 'process.stdin.on("data", (d) => console.log("in", String(d))).on("end", () => { process.stdout.write(Buffer.alloc(1e6, 97)); process.exit(); });',
    { stdin: true }, (worker) => {
      worker.stdin.end('hello');
      let length = 0;
      worker.stdout.removeAllListeners('data').on('data', (chunk) => { length += chunk.length; }).on('end', () => out('bytes', length));
    });
  await run('no input', 'process.stdin.resume().on("end", () => console.log("end"));');
  process.env.SEEN = 'main';
  await run('environment', 'console.log(process.env.SEEN); process.env.SEEN = "worker"; process.env.NEW = 1;');
  await run('own environment', 'console.log({ ...process.env });', { env: { A: 5 } });
  out(process.env.SEEN, process.env.NEW);
  await run('shared environment', 'process.env.SEEN = "shared"; process.env.NEW = 1; console.log("PATH" in process.env, delete process.env.PATH, Object.keys(process.env).includes("NEW"));', { env: SHARE_ENV });
  out(process.env.SEEN, process.env.NEW, 'PATH' in process.env, Object.keys(process.env).includes('NEW'), process.env.nothing, { ...process.env }.NEW);
  threads.setEnvironmentData('k', { v: 1 });
  await run('environment data', 'console.log(require("worker_threads").getEnvironmentData("k"));');
  await run('limits', 'console.log(require("worker_threads").resourceLimits.maxOldGenerationSizeMb);', { resourceLimits: { maxOldGenerationSizeMb: 64 } });
  const channel = new BroadcastChannel('news');
  const news = [];
  channel.onmessage = ({ data }) => {
    news.push(data);
    channel.postMessage('from main');
  };
  await run('broadcast', 'const b = new BroadcastChannel("news"); b.onmessage = (e) => { console.log(e.data); b.close(); }; b.postMessage({ a: 1n });');
  channel.close();
  out('news', news);
  const { port1, port2 } = new MessageChannel();
  const came = new Promise((resolve) => port1.once('message', (message) => resolve(message)));
  await run('port', 'const { workerData: { port } } = require("worker_threads"); port.postMessage({ via: "port" });', { workerData: { port: port2 }, transferList: [port2] });
  out(await came);
  port1.close();
  await run('moved', 'require("worker_threads").parentPort.once("message", ({ buffer, port }) => { port.postMessage(buffer, [buffer]); console.log(buffer.byteLength); port.close(); });',
    {}, (worker) => {
      const { port1: near, port2: far } = new MessageChannel();
      const buffer = new Uint8Array([1, 2, 3]).buffer;
      near.on('message', (message) => out('moved back', new Uint8Array(message)));
      worker.postMessage({ buffer, port: far }, [buffer, far]);
      out('left', buffer.byteLength);
    });
  const memory = new Int32Array(new SharedArrayBuffer(16));
  await run('atomics', 'const { workerData: a, parentPort } = require("worker_threads"); parentPort.postMessage("ready"); Atomics.wait(a, 0, 0); a[1] = 42; Atomics.store(a, 2, 1); Atomics.notify(a, 2);',
    { workerData: memory }, (worker) => worker.once('message', () => {
      Atomics.store(memory, 0, 1);
      Atomics.notify(memory, 0);
      Atomics.wait(memory, 2, 0, 10000);
      out('atomics', memory[1]);
    }));
  await run('uncloneable', 'try { require("worker_threads").parentPort.postMessage(() => 1); } catch (e) { console.log(e.name, e.code, e.message); }');
  process.once('worker', (worker) => out('worker event', worker instanceof Worker));
  await run('module', new URL('data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.postMessage(typeof require); await 1; parentPort.postMessage("awaited");'), { eval: false });
  const silent = new Worker('setInterval(() => {}, 1000)', { eval: true });
  silent.unref();
  silent.on('exit', () => out('must not come'));
  process.on('exit', (code) => out('end', code));
}

for (const [name, ...args] of [['name', 'foo.js'], ['number', 5], ['address', 'http://foo'], ['url', new URL('http://foo')], ['text of a file', 'file:///x'],
  ['url and text', new URL('file:///x'), { eval: true }], ['argv', '/x', { argv: 5 }], ['env', '/x', { env: 5 }], ['execArgv', '/x', { execArgv: 5 }],
  ['unknown', '/x', { execArgv: ['--foo-bar'] }], ['title', '/x', { execArgv: ['--title=x'] }], ['function', '1', { eval: true, workerData: () => 1 }],
  ['called', '1', { eval: true, name: 5 }]]) {
  try {
    new Worker(...args);
    out(name, 'none');
  } catch (error) {
    out(name, error.constructor.name, error.code, error.message);
  }
}
main();
