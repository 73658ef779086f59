'use strict';

// node attack.js PORT KIND N: what the slowest of other clients waits while N misbehave in one way. server.js is their server.

const http = require('http');
const net = require('net');

const [port, kind, count] = process.argv.slice(2);
const N = Number(count);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const HEAD = ' HTTP/1.1\r\nHost: a\r\n';
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function get(path) {
  return new Promise((resolve, reject) => {
    http.get({ port, path, agent, host: '127.0.0.1' }, (res) => {
      let text = '';
      res.on('data', (part) => (text += part)).on('end', () => resolve(text));
    }).on('error', reject);
  });
}

function connect(text) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(text);
      resolve(socket);
    });
    socket.on('error', () => resolve(socket));
  });
}

const all = (text) => Promise.all(Array.from({ length: N }, () => connect(text)));

async function drip(text, part) {
  const sockets = await all(text);
  for (let i = 0; i < 30; i++) {
    for (const socket of sockets) socket.write(part);
    await sleep(50);
  }
}

/** Clients that do not read, and then are gone. */
async function vanish(text) {
  const sockets = (await all(text)).map((socket) => socket.pause());
  await sleep(1500);
  const stalled = slowest;
  slowest = 0;
  for (const socket of sockets) socket.resetAndDestroy();
  await sleep(1500);
  return `, ${Math.round(stalled)} ms before they were gone`;
}

/** Connections that have asked once and then rest: what they cost, and whether each still answers after a while. */
async function rest() {
  const before = Number(await get('/heap'));
  const sockets = [];
  let cut = 0;
  for (let i = 0; i < N; i += 100) {
    const some = await Promise.all(Array.from({ length: Math.min(100, N - i) }, () => connect(`GET /ok${HEAD}\r\n`)));
    await Promise.all(some.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
    sockets.push(...some);
  }
  for (const socket of sockets) socket.on('close', () => cut++);
  const after = Number(await get('/heap'));
  slowest = 0;
  await sleep(Number(process.env.REST) || 20000);
  const waited = slowest;
  let answered = 0;
  for (const socket of sockets) {
    socket.on('data', (data) => (answered += data.includes('\r\n\r\nok')));
    socket.write(`GET /ok${HEAD}\r\n`);
  }
  for (let i = 0; i < 100 && answered + cut < N; i++) await sleep(100);
  slowest = waited;
  return `, ${((after - before) / N / 1024).toFixed(1)} KB of heap each, ${cut} cut, ${answered} answered again`;
}

const kinds = {
  rest,
  endless: () => vanish(`GET /endless${HEAD}\r\n`),
  finite: () => vanish(`GET /finite${HEAD}\r\n`),
  large: () => vanish(`GET /large${HEAD}\r\n`),
  idle: () => vanish(`GET /ok${HEAD}\r\n`),
  waiting: () => vanish(`GET /wait${HEAD}\r\n`),
  head: () => drip('GET /ok HTTP/1.1\r\nHost: a\r\nX: ', 'a'),
  chunks: () => drip(`POST /ok${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'),
  flood: async () => {
    for (const socket of await all(`GET /ok${HEAD}\r\n`.repeat(2000))) socket.resume();
    await sleep(3000);
  },
  lines: async () => {
    await all('\r\n'.repeat(100000));
    await sleep(1000);
  },
};

let slowest = 0;
let stopped = false;

async function probe() {
  let probes = 0;
  while (!stopped) {
    const start = performance.now();
    if (await get('/ok') !== 'ok') throw new Error('a wrong answer');
    slowest = Math.max(slowest, performance.now() - start);
    probes++;
    await sleep(5);
  }
  return probes;
}

async function main() {
  for (let i = 0; i < 50; i++) await get('/ok');
  const before = JSON.parse(await get('/cpu'));
  const probing = probe();
  const note = await kinds[kind]() ?? '';
  stopped = true;
  const probes = await probing;
  const after = JSON.parse(await get('/cpu'));
  const cpu = Math.round((after.user + after.system - before.user - before.system) / 1000);
  console.log(`${kind} × ${N}: slowest of ${probes} others ${Math.round(slowest)} ms${note}; processor ${cpu} ms; open ${await get('/open')}`);
  process.exit();
}

main();
